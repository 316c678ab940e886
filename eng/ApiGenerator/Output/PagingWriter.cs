using ApiGenerator.Models;

namespace ApiGenerator.Output;

/// <summary>Writes the call that goes through all pages of a list.</summary>
internal static class PagingWriter
{
    public static string Name(string call) =>
        "Enumerate" + (call.StartsWith("Get", StringComparison.Ordinal) ? call[3..] : call.StartsWith("List", StringComparison.Ordinal) && call.Length > 4 ? call[4..] : call.StartsWith("Search", StringComparison.Ordinal) ? call[6..] : call);

    public static void Write(CodeWriter code, EndpointModel model)
    {
        var paging = model.Endpoint.Paging!;
        var request = model.Request!;
        var (items, type) = Find(model.Answer!, paging.Items);
        var optional = ClientWriter.IsOptional(model);
        code.Line();
        code.Doc("summary", $"Goes through all pages of <see cref=\"{model.Endpoint.Call}Async\"/>, one call for each.");
        code.Doc("param name=\"request\"", "The first page, which stays as it is.");
        code.Doc("param name=\"cancellationToken\"", "Ends the walk.");
        code.Open($"public async IAsyncEnumerable<{type}> {Name(model.Endpoint.Call)}Async({request.Name}{(optional ? "?" : "")} request{(optional ? " = null" : "")}, [EnumeratorCancellation] CancellationToken cancellationToken = default)");
        code.Line(optional ? "request ??= new();" : "ArgumentNullException.ThrowIfNull(request);");
        code.Line($"var page = request.Copy();");
        code.Open("while (true)");
        code.Line($"var answer = await {model.Endpoint.Call}Async(page, cancellationToken).ConfigureAwait(false);");
        code.Line($"var items = answer.{items};");
        code.Open("foreach (var item in items ?? [])").Line("yield return item;").Close().Line();
        if (paging.Cursor is { } cursor)
        {
            var from = model.Answer!.Properties.Single(property => property.Field.Path == cursor).Name;
            var to = request.Properties.Single(property => property.Field.Path == cursor).Name;
            var more = paging.More is { } field ? $"answer.{model.Answer.Properties.Single(property => property.Field.Path == field).Name} != true || " : "";
            code.Open($"if ({more}string.IsNullOrEmpty(answer.{from}))").Line("yield break;").Close().Line();
            code.Line($"page.{to} = answer.{from};");
        }
        else
        {
            var offset = request.Properties.Single(property => property.Field.Path == paging.Offset);
            code.Open("if (items is null or { Count: 0 })").Line("yield break;").Close().Line();
            var step = paging.Page ? "1" : "items.Count";
            code.Line(offset.IsRequired || offset.Field.Default is not null ? $"page.{offset.Name} += {step};" : $"page.{offset.Name} = (page.{offset.Name} ?? {paging.First}) + {step};");
        }

        code.Close().Close();
    }

    private static (string Path, string Type) Find(ModelClass answer, string wire)
    {
        var names = new List<string>();
        var model = answer;
        ModelProperty property;
        var path = "";
        do
        {
            var segment = wire[path.Length..].TrimStart('.').Split('.')[0];
            path = path.Length == 0 ? segment : $"{path}.{segment}";
            property = model.Properties.Single(candidate => candidate.Field.Path == path);
            names.Add(property.Name);
            model = property.Model!;
        }
        while (path != wire);
        return (string.Join("?.", names), property.Model!.Name);
    }
}
