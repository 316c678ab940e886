using ApiGenerator.Catalogue;
using ApiGenerator.Models;

namespace ApiGenerator.Output;

/// <summary>Sentences for documentation comments and pages.</summary>
internal static class Docs
{
    private static readonly int[] Common = [-1, 0, 40001, 40013, 40014, 41001, 42001, 43002, 44002, 45009, 47001, 48001];

    /// <summary>What a property is.</summary>
    public static string Property(ModelProperty property, bool isRequest)
    {
        var text = $"{(isRequest ? "Gets or sets" : "Gets")} <c>{CodeWriter.Escape(property.Field.Name)}</c>{Unit(property.Kind)}.";
        if (property.Field.As == "appId")
        {
            return text + " This mini-program's own when it is not given.";
        }

        return property.Field.Doc is { } doc ? $"{text} {CodeWriter.Escape(doc)}" : text;
    }

    /// <summary>What a call does.</summary>
    public static string Summary(Endpoint endpoint) => endpoint.Summary ?? $"Calls WeChat's {endpoint.Name}.";

    /// <summary>What may be done again.</summary>
    public static string Retry(Endpoint endpoint) => endpoint.Retry switch
    {
        "read" => "Reads only: repeated up to twice when WeChat is busy or the answer is lost.",
        "keyed" => "WeChat recognises a repetition by its number: repeated up to twice when WeChat is busy or the answer is lost.",
        _ => "Never repeated once it may have left.",
    };

    /// <summary>The codes of an endpoint that say something about the call, in the order of the numbers; what holds for every call is left out.</summary>
    public static IEnumerable<(int Code, string Meaning)> Codes(ApiCatalogue catalogue, Endpoint endpoint) => endpoint.ErrorCodes
        .Where(code => !Common.Contains(code) && catalogue.Codes.ContainsKey(code)).Order().Select(code => (code, catalogue.Codes[code]));

    private static string Unit(PropertyKind kind) => kind switch
    {
        PropertyKind.Time => ", a time; seconds since 1970 on the wire",
        PropertyKind.Rfc3339 => ", a time; RFC 3339 on the wire",
        PropertyKind.Flag => ", 0 or 1 on the wire",
        PropertyKind.Bytes => ", Base64 on the wire",
        PropertyKind.Json => ", of which the catalogue has no shape",
        _ => "",
    };
}
