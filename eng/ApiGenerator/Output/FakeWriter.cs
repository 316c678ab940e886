using System.Text;
using ApiGenerator.Catalogue;

namespace ApiGenerator.Output;

/// <summary>Writes the catalogue in the short form in which FakeWeChat carries it: a line for each endpoint, tabs between its parts.</summary>
internal static class FakeWriter
{
    public static string Write(ApiCatalogue catalogue)
    {
        var text = new StringBuilder("# From api/wechat-endpoints.json by eng/ApiGenerator: method, path, flags (t needs a token, f answers a file), signatures, request, answer.\n");
        foreach (var endpoint in catalogue.Endpoints.OrderBy(endpoint => endpoint.Path, StringComparer.Ordinal))
        {
            var flags = (endpoint.NeedsToken ? "t" : "") + (endpoint.IsStream ? "f" : "");
            var request = string.Join(' ', endpoint.Request.Select(field => $"{Place(field)}{(field.Required && !endpoint.ExactlyOne.Contains(field.Path) && field.Default is null ? "!" : "")}{Type(field)}{field.Path}"));
            var answer = string.Join(' ', endpoint.Response.Select(field => Type(field) + field.Path));
            text.Append(string.Join('\t', endpoint.Method, endpoint.Path, flags, string.Join(',', endpoint.Signatures), request, answer)).Append('\n');
        }

        return text.ToString();
    }

    private static char Place(Field field) => field.In switch
    {
        "query" => '?',
        "form" => '%',
        "raw" => '=',
        _ => '.',
    };

    private static string Type(Field field) => (field.As, field.Type) switch
    {
        ("time", "number") => "t:",
        ("rfc3339", _) or (_, "datetime") => "d:",
        ("flag", _) => "f:",
        ("integer", "number") => "i:",
        (_, "string") => "s:",
        (_, "number") => "n:",
        (_, "boolean") => "b:",
        (_, "object") => "o:",
        (_, "array") => "a:",
        (_, "string[]") => "s[]:",
        (_, "number[]") => "n[]:",
        (_, "object[]") => "o[]:",
        (_, "bytes") => "x:",
        (_, "file") => "F:",
        _ => throw new InvalidOperationException(field.Type),
    };
}
