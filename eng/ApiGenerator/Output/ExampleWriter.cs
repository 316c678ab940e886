using ApiGenerator.Models;

namespace ApiGenerator.Output;

/// <summary>Writes an example of a call, with all that must be given.</summary>
internal static class ExampleWriter
{
    /// <summary>The statements.</summary>
    public static IReadOnlyList<string> Lines(EndpointModel model)
    {
        var endpoint = model.Endpoint;
        var lines = new List<string>();
        var arguments = new List<string>();
        if (endpoint.IsSigned)
        {
            arguments.Add("session");
        }

        var call = $"weChat.Apis().{endpoint.Area}.{endpoint.Call}Async";
        var result = ClientWriter.Result(model) is null ? "await " : endpoint.IsStream && model.Answer is null ? "using var file = await " : "var answer = await ";
        if (model.Request is { } request && !ClientWriter.IsOptional(model))
        {
            arguments.Add("new()");
            lines.Add($"{result}{call}({string.Join(", ", arguments)}");
            lines.Add("{");
            lines.AddRange(Members(endpoint, request, "    "));
            lines.Add("});");
        }
        else
        {
            lines.Add($"{result}{call}({string.Join(", ", arguments)});");
        }

        return lines;
    }

    private static IEnumerable<string> Members(Catalogue.Endpoint endpoint, ModelClass model, string margin)
    {
        foreach (var property in model.Properties.Where(property => property.IsRequired || endpoint.ExactlyOne is [var one, ..] && property.Field.Path == one))
        {
            switch (property.Kind)
            {
                case PropertyKind.Object:
                    yield return $"{margin}{property.Name} = new()";
                    yield return margin + "{";
                    foreach (var line in Members(endpoint, property.Model!, margin + "    "))
                    {
                        yield return line;
                    }

                    yield return margin + "},";
                    break;
                case PropertyKind.ObjectList:
                    yield return $"{margin}{property.Name} =";
                    yield return margin + "[";
                    yield return margin + "    new()";
                    yield return margin + "    {";
                    foreach (var line in Members(endpoint, property.Model!, margin + "        "))
                    {
                        yield return line;
                    }

                    yield return margin + "    },";
                    yield return margin + "],";
                    break;
                default:
                    yield return $"{margin}{property.Name} = {Value(property)},";
                    break;
            }
        }
    }

    private static string Value(ModelProperty property) => property.Kind switch
    {
        PropertyKind.Text => "\"…\"",
        PropertyKind.Integer or PropertyKind.Decimal => "1",
        PropertyKind.Bool or PropertyKind.Flag => "true",
        PropertyKind.Time or PropertyKind.Rfc3339 => "TimeProvider.System.GetUtcNow()",
        PropertyKind.TextEnum or PropertyKind.NumberEnum => "default",
        PropertyKind.Json => "JsonElement.Parse(\"{}\")",
        PropertyKind.TextList => "[\"…\"]",
        PropertyKind.IntegerList or PropertyKind.DecimalList => "[1]",
        PropertyKind.Bytes => "File.ReadAllBytes(\"file.bin\")",
        PropertyKind.File => "new(File.OpenRead(\"picture.jpg\"), \"picture.jpg\")",
        PropertyKind.TemplateData => "new Dictionary<string, string> { [\"thing1\"] = \"…\" }",
        _ => throw new InvalidOperationException(property.Kind.ToString()),
    };
}
