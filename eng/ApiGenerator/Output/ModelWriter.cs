using ApiGenerator.Catalogue;
using ApiGenerator.Models;

namespace ApiGenerator.Output;

/// <summary>Writes the classes of an endpoint, each with the code that reads or writes it.</summary>
internal static class ModelWriter
{
    /// <summary>One file for one endpoint; null when it has no classes.</summary>
    public static string? Write(EndpointModel model)
    {
        var classes = model.Classes.ToList();
        if (classes.Count == 0)
        {
            return null;
        }

        var code = CodeWriter.Source("System.Text.Json", "WeChatMini.Sdk.Apis.Wire", "WeChatMini.Sdk.ServerApis");
        code.Line($"namespace WeChatMini.Sdk.Apis.{model.Endpoint.Area};");
        foreach (var type in classes)
        {
            Write(code, model.Endpoint, type);
        }

        return code.ToString();
    }

    private static void Write(CodeWriter code, Endpoint endpoint, ModelClass type)
    {
        var role = type.IsRequest ? "IRequestModel" : "IAnswerModel";
        code.Line().Doc("summary", Summary(endpoint, type));
        code.Open($"public sealed class {type.Name} : {role}<{type.Name}>");
        if (!type.IsRequest && type.Wire.Length == 0 && endpoint.IsStream)
        {
            code.Doc("summary", "Gets the file; null when WeChat answered with the other members instead. Dispose it.");
            code.Line("public ServerApiFile? File { get; set; }").Line();
        }

        foreach (var property in type.Properties)
        {
            code.Doc("summary", Docs.Property(property, type.IsRequest));
            code.Line(Declaration(property, type.IsRequest)).Line();
        }

        if (type is { IsRequest: true, Wire.Length: 0 } && (endpoint.Paging is not null || type.Properties.Any(property => property.Field.As == "appId")))
        {
            code.Line($"internal {type.Name} Copy() => ({type.Name})MemberwiseClone();").Line();
        }

        if (type.IsRequest)
        {
            Writing(code, type);
        }
        else
        {
            Reading(code, type);
        }

        code.Close();
    }

    private static string Summary(Endpoint endpoint, ModelClass type) => type switch
    {
        { Wire.Length: > 0 } => $"<c>{CodeWriter.Escape(type.Wire)}</c> of <c>{endpoint.Path}</c>.",
        { IsRequest: true } => $"What is sent to <c>{endpoint.Path}</c>.",
        _ => $"What <c>{endpoint.Path}</c> answers. What WeChat leaves out is null.",
    };

    private static string Declaration(ModelProperty property, bool isRequest)
    {
        if (!isRequest)
        {
            return $"public {property.Type}? {property.Name} {{ get; set; }}";
        }

        if (property.Field.Default is { } value)
        {
            return $"public {property.Type} {property.Name} {{ get; set; }} = {Literal(property, value)};";
        }

        return property.IsRequired
            ? $"public required {property.Type} {property.Name} {{ get; set; }}"
            : $"public {property.Type}? {property.Name} {{ get; set; }}";
    }

    private static string Literal(ModelProperty property, string value) => property.Kind switch
    {
        PropertyKind.Text => $"\"{value}\"",
        PropertyKind.TextEnum or PropertyKind.NumberEnum => $"{property.Type}.{value}",
        _ => value.ToLowerInvariant(),
    };

    private static void Writing(CodeWriter code, ModelClass type)
    {
        code.Open($"static void IRequestModel<{type.Name}>.Write(Utf8JsonWriter writer, {type.Name} value)");
        code.Line("writer.WriteStartObject();");
        foreach (var property in type.Properties.Where(property => property.Field.In == "body"))
        {
            var value = property.Kind switch
            {
                PropertyKind.TextEnum => $"{property.Type}Wire.Of(value.{property.Name})",
                PropertyKind.NumberEnum => $"(long?)value.{property.Name}",
                _ => $"value.{property.Name}",
            };
            code.Line($"JsonOut.{Writer(property)}(writer, \"{property.Field.Name}\"u8, {value});");
        }

        code.Line("writer.WriteEndObject();").Close();
    }

    private static string Writer(ModelProperty property) => property.Kind switch
    {
        PropertyKind.TextEnum => "Text",
        PropertyKind.NumberEnum => "Integer",
        PropertyKind.Time when property.Field.Type == "string" => "TimeText",
        PropertyKind.ObjectList => "List",
        PropertyKind.TextList => "Texts",
        PropertyKind.IntegerList => "Integers",
        PropertyKind.DecimalList => "Decimals",
        var kind => kind.ToString(),
    };

    private static void Reading(CodeWriter code, ModelClass type)
    {
        code.Open($"static {type.Name} IAnswerModel<{type.Name}>.Read(ref Utf8JsonReader reader)");
        code.Line($"var value = new {type.Name}();");
        code.Open("while (JsonIn.Next(ref reader))");
        var isFirst = true;
        foreach (var property in type.Properties)
        {
            var names = new[] { property.Field.Name, property.Field.Also }.OfType<string>().Select(name => $"reader.ValueTextEquals(\"{name}\"u8)");
            code.Open($"{(isFirst ? "" : "else ")}if ({string.Join(" || ", names)})");
            code.Line($"value.{property.Name} = JsonIn.{Reader(property)}(ref reader);").Close();
            isFirst = false;
        }

        code.Open("else").Line("JsonIn.Skip(ref reader);").Close().Close();
        code.Line().Line("return value;").Close();
    }

    private static string Reader(ModelProperty property) => property.Kind switch
    {
        PropertyKind.Object => $"Object<{property.Model!.Name}>",
        PropertyKind.ObjectList => $"List<{property.Model!.Name}>",
        PropertyKind.TextList => "Texts",
        PropertyKind.IntegerList => "Integers",
        PropertyKind.DecimalList => "Decimals",
        PropertyKind.TextEnum => "Text",
        PropertyKind.NumberEnum => "Integer",
        PropertyKind.Flag => "Bool",
        PropertyKind.Rfc3339 => "Time",
        var kind => kind.ToString(),
    };
}
