using ApiGenerator.Catalogue;

namespace ApiGenerator.Models;

/// <summary>Makes classes of the flat fields of an endpoint. Names are unique in an area.</summary>
internal sealed class ModelBuilder(ApiCatalogue catalogue)
{
    private readonly HashSet<(string Area, string Name)> _taken = [.. catalogue.Enums.Values.Select(type => (type.Area, type.Name))];

    /// <summary>Builds all endpoints that are generated, in the order of the catalogue.</summary>
    public static IReadOnlyList<EndpointModel> Build(ApiCatalogue catalogue)
    {
        var builder = new ModelBuilder(catalogue);
        foreach (var area in catalogue.Areas.Keys)
        {
            builder._taken.Add((area, area + "Api"));
        }

        return [.. catalogue.Endpoints.Where(endpoint => endpoint.Core is null).Select(builder.Build)];
    }

    private EndpointModel Build(Endpoint endpoint)
    {
        var given = endpoint.Given.ToList();
        var request = given.Count > 0 ? Class(endpoint, given, "", true) : null;
        var answer = endpoint.Response.Count > 0 ? Class(endpoint, endpoint.Response, "", false) : null;
        return new EndpointModel(endpoint, request, answer);
    }

    private ModelClass Class(Endpoint endpoint, IReadOnlyList<Field> fields, string wire, bool isRequest)
    {
        var model = new ModelClass(ClassName(endpoint, wire, isRequest), isRequest, wire);
        var names = new HashSet<string>(StringComparer.Ordinal) { model.Name };
        if (!isRequest && wire.Length == 0 && endpoint.IsStream)
        {
            names.Add("File");
        }

        foreach (var field in fields.Where(field => field.Parent == wire))
        {
            var kind = Kind(field, fields);
            var nested = kind is PropertyKind.Object or PropertyKind.ObjectList ? Class(endpoint, fields, field.Path, isRequest) : null;
            var name = field.Net ?? Names.Property(field.Name.TrimEnd('[', ']'));
            while (!names.Add(name))
            {
                name += "Value";
            }

            model.Properties.Add(new ModelProperty(field, name, kind, Type(field, kind, nested), nested));
        }

        return model;
    }

    private string ClassName(Endpoint endpoint, string wire, bool isRequest)
    {
        if (wire.Length == 0)
        {
            return Take(endpoint.Area, endpoint.Call + (isRequest ? "Request" : "Answer"), "Message");
        }

        var segments = wire.Split('.').Select(segment => Names.Property(segment.TrimEnd('[', ']'))).ToList();
        var isList = (isRequest ? endpoint.Request : endpoint.Response).Single(field => field.Path == wire).Type == "object[]";
        if (isList)
        {
            segments[^1] = Names.Singular(segments[^1]);
        }

        for (var count = 1; count <= segments.Count; count++)
        {
            var name = endpoint.Call + string.Concat(segments.TakeLast(count));
            if (_taken.Add((endpoint.Area, name)))
            {
                return name;
            }
        }

        return Take(endpoint.Area, endpoint.Call + (isRequest ? "Request" : "Answer") + string.Concat(segments), "Item");
    }

    private string Take(string area, string name, string suffix)
    {
        while (!_taken.Add((area, name)))
        {
            name += suffix;
        }

        return name;
    }

    private PropertyKind Kind(Field field, IReadOnlyList<Field> fields)
    {
        var hasMembers = fields.Any(other => other.Parent == field.Path);
        return (field.As, field.Type) switch
        {
            ("templateData", _) => PropertyKind.TemplateData,
            ("time", _) => PropertyKind.Time,
            ("rfc3339", _) or (null, "datetime") => PropertyKind.Rfc3339,
            ("flag", _) => PropertyKind.Flag,
            ("integer", "number[]") => PropertyKind.IntegerList,
            ("integer", _) => PropertyKind.Integer,
            ({ } name, _) when catalogue.Enums.TryGetValue(name, out var type) => type.IsText ? PropertyKind.TextEnum : PropertyKind.NumberEnum,
            (_, "number") => PropertyKind.Decimal,
            (_, "boolean") => PropertyKind.Bool,
            (_, "string[]") => PropertyKind.TextList,
            (_, "number[]") => PropertyKind.DecimalList,
            (_, "object[]") when hasMembers => PropertyKind.ObjectList,
            (_, "object") when hasMembers => PropertyKind.Object,
            (_, "object" or "object[]" or "array") => PropertyKind.Json,
            (_, "bytes") => PropertyKind.Bytes,
            (_, "file") => PropertyKind.File,
            _ => PropertyKind.Text,
        };
    }

    private static string Type(Field field, PropertyKind kind, ModelClass? model) => kind switch
    {
        PropertyKind.Text => "string",
        PropertyKind.Integer => "long",
        PropertyKind.Decimal => "decimal",
        PropertyKind.Bool or PropertyKind.Flag => "bool",
        PropertyKind.Time or PropertyKind.Rfc3339 => "DateTimeOffset",
        PropertyKind.TextEnum or PropertyKind.NumberEnum => field.As!,
        PropertyKind.Json => "JsonElement",
        PropertyKind.Object => model!.Name,
        PropertyKind.ObjectList => $"IReadOnlyList<{model!.Name}>",
        PropertyKind.TextList => "IReadOnlyList<string>",
        PropertyKind.IntegerList => "IReadOnlyList<long>",
        PropertyKind.DecimalList => "IReadOnlyList<decimal>",
        PropertyKind.Bytes => "ReadOnlyMemory<byte>",
        PropertyKind.File => "ServerApiUpload",
        PropertyKind.TemplateData => "IReadOnlyDictionary<string, string>",
        _ => throw new InvalidOperationException(kind.ToString()),
    };
}
