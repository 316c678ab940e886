using System.Text.RegularExpressions;

namespace ApiGenerator.Catalogue;

/// <summary>What must hold in a catalogue beyond its shape.</summary>
internal static partial class CatalogueRules
{
    private static readonly string[] Types = ["string", "number", "boolean", "object", "array", "file", "bytes", "datetime", "string[]", "number[]", "object[]"];

    private static readonly string[] Meanings = ["integer", "decimal", "time", "flag", "rfc3339", "templateData", "appId", "appSecret"];

    /// <exception cref="CatalogueException">Something does not hold.</exception>
    public static void Check(ApiCatalogue catalogue)
    {
        foreach (var endpoint in catalogue.Endpoints)
        {
            Require(endpoint.Path.StartsWith('/'), endpoint, "the path begins with a slash");
            Require(endpoint.Method is "GET" or "POST", endpoint, "the method is GET or POST");
            Require(catalogue.Areas.ContainsKey(endpoint.Area), endpoint, $"the area {endpoint.Area} is in 'areas'");
            Require(Identifier().IsMatch(endpoint.Call), endpoint, "'call' is a C# name that begins with a capital");
            Require(endpoint.Retry is "read" or "keyed" or "send", endpoint, "'retry' is read, keyed or send");
            CheckFields(catalogue, endpoint, endpoint.Request);
            CheckFields(catalogue, endpoint, endpoint.Response);
        }

        foreach (var group in catalogue.Endpoints.GroupBy(endpoint => endpoint.Path).Where(group => group.Count() > 1))
        {
            Require(false, group.First(), "each path is there once");
        }

        foreach (var group in catalogue.Endpoints.Where(endpoint => endpoint.Core is null).GroupBy(endpoint => (endpoint.Area, endpoint.Call)).Where(group => group.Count() > 1))
        {
            Require(false, group.Last(), $"each call of an area has a name of its own, and {group.Key.Call} is also {group.First().Path}");
        }
    }

    private static void CheckFields(ApiCatalogue catalogue, Endpoint endpoint, IReadOnlyList<Field> fields)
    {
        var byPath = fields.ToDictionary(field => field.Path);
        foreach (var field in fields)
        {
            Require(Types.Contains(field.Type), endpoint, $"{field.Path}: the type is one of {string.Join(", ", Types)}");
            Require(field.As is null || Meanings.Contains(field.As) || catalogue.Enums.ContainsKey(field.As), endpoint, $"{field.Path}: 'as' is a known meaning or an enum");
            Require(field.In is "body" or "query" or "form" or "raw", endpoint, $"{field.Path}: 'in' is body, query, form or raw");
            Require(field.Parent.Length == 0 || byPath.ContainsKey(field.Parent), endpoint, $"{field.Path}: its parent {field.Parent} is listed, too");
        }
    }

    private static void Require(bool holds, Endpoint endpoint, string rule)
    {
        if (!holds)
        {
            throw new CatalogueException($"{endpoint.Path}: {rule}.");
        }
    }

    [GeneratedRegex("^[A-Z][A-Za-z0-9]*$")]
    private static partial Regex Identifier();
}
