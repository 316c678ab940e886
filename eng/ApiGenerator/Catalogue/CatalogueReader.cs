using System.Text.Json;

namespace ApiGenerator.Catalogue;

/// <summary>Reads the catalogue, and says by path and field what is wrong with it.</summary>
internal static class CatalogueReader
{
    private static readonly string[] EndpointMembers =
    [
        "path", "method", "area", "call", "core", "name", "group", "tier", "summary", "token", "retry", "done", "answer", "signatures", "secureApi", "cloudCall",
        "thirdParty", "notes", "remarks", "decision", "source", "skit", "errcodes", "paging", "exactlyOne", "request", "response",
    ];

    private static readonly string[] FieldMembers = ["name", "type", "required", "in", "docType", "sampleType", "skitType", "from", "net", "as", "doc", "default", "also"];

    /// <summary>Reads a file.</summary>
    /// <exception cref="CatalogueException">It is not as it must be.</exception>
    public static ApiCatalogue Read(string file)
    {
        JsonElement root;
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file), new JsonDocumentOptions { AllowDuplicateProperties = false });
            root = document.RootElement.Clone();
        }
        catch (JsonException exception)
        {
            throw new CatalogueException($"{file} is no JSON: {exception.Message}");
        }

        var areas = root.GetProperty("areas").EnumerateObject().ToDictionary(area => area.Name, area => area.Value.GetString()!);
        var codes = root.GetProperty("codes").EnumerateObject().ToDictionary(code => int.Parse(code.Name), code => code.Value.GetString()!);
        var enums = root.GetProperty("enums").EnumerateObject().ToDictionary(entry => entry.Name, entry => ReadEnum(entry.Name, entry.Value));
        var open = root.GetProperty("open").EnumerateArray().Select(point => (Text(point, "topic")!, Text(point, "state")!, Text(point, "library")!)).ToList();
        var endpoints = root.GetProperty("endpoints").EnumerateArray().Select(ReadEndpoint).ToList();
        var catalogue = new ApiCatalogue(areas, codes, enums, open, endpoints);
        CatalogueRules.Check(catalogue);
        return catalogue;
    }

    private static EnumType ReadEnum(string name, JsonElement json) => new(
        name,
        Text(json, "area") ?? throw new CatalogueException($"The enum {name} has no area."),
        Text(json, "doc") ?? "",
        json.GetProperty("values").EnumerateArray().All(value => value.GetProperty("wire").ValueKind == JsonValueKind.String),
        [.. json.GetProperty("values").EnumerateArray().Select(value => (Text(value, "name")!, value.GetProperty("wire").ToString(), Text(value, "doc") ?? ""))]);

    private static Endpoint ReadEndpoint(JsonElement json)
    {
        var path = Text(json, "path") ?? throw new CatalogueException("An endpoint has no path.");
        Refuse(json, EndpointMembers, path);
        return new Endpoint
        {
            Path = path,
            Method = Need(json, "method", path),
            Area = Need(json, "area", path),
            Call = Need(json, "call", path),
            Core = Text(json, "core"),
            Name = Need(json, "name", path),
            IsReviewed = Need(json, "tier", path) == "core",
            Summary = Text(json, "summary"),
            Retry = Need(json, "retry", path),
            NeedsToken = !json.TryGetProperty("token", out var token) || token.GetBoolean(),
            Done = [.. Items(json, "done").Select(code => code.GetInt32())],
            IsStream = Text(json, "answer") == "stream",
            Signatures = [.. Items(json, "signatures").Select(name => name.GetString()!)],
            SecureApi = json.TryGetProperty("secureApi", out var secure) && secure.GetBoolean(),
            Notes = Text(json, "notes"),
            Remarks = [.. Items(json, "remarks").Select(remark => remark.GetString()!)],
            Decision = json.TryGetProperty("decision", out var decision) ? $"{Text(decision, "open")}: {Text(decision, "taken")} ({Text(decision, "source")})" : null,
            Source = Need(json, "source", path),
            ErrorCodes = [.. Items(json, "errcodes").Select(code => code.GetInt32())],
            ExactlyOne = [.. Items(json, "exactlyOne").Select(name => name.GetString()!)],
            Paging = json.TryGetProperty("paging", out var paging) ? ReadPaging(paging) : null,
            Request = [.. Items(json, "request").Select(field => ReadField(field, path))],
            Response = [.. Items(json, "response").Select(field => ReadField(field, path))],
        };
    }

    private static Paging ReadPaging(JsonElement json) => new(
        Text(json, "items")!,
        Text(json, "cursor"),
        Text(json, "more"),
        Text(json, "offset"),
        json.TryGetProperty("page", out var page) && page.GetBoolean(),
        json.TryGetProperty("first", out var first) ? first.GetInt32() : 0);

    private static Field ReadField(JsonElement json, string path)
    {
        Refuse(json, FieldMembers, path);
        return new Field
        {
            Path = Need(json, "name", path),
            Type = Need(json, "type", path),
            Required = json.TryGetProperty("required", out var required) && required.GetBoolean(),
            In = Text(json, "in") ?? "body",
            Net = Text(json, "net"),
            As = Text(json, "as"),
            Doc = Text(json, "doc"),
            Default = json.TryGetProperty("default", out var value) ? value.ToString() : null,
            Also = Text(json, "also"),
        };
    }

    private static void Refuse(JsonElement json, string[] known, string path)
    {
        if (json.EnumerateObject().FirstOrDefault(member => !known.Contains(member.Name)) is { Value.ValueKind: not JsonValueKind.Undefined } unknown)
        {
            throw new CatalogueException($"{path}: '{unknown.Name}' is no member of the schema.");
        }
    }

    private static string Need(JsonElement json, string name, string path) => Text(json, name) ?? throw new CatalogueException($"{path}: '{name}' is missing.");

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static JsonElement[] Items(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? [.. value.EnumerateArray()] : [];
}
