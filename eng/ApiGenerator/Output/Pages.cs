using System.Text;
using ApiGenerator.Catalogue;
using ApiGenerator.Models;

namespace ApiGenerator.Output;

/// <summary>Writes the pages of the documentation.</summary>
internal static class Pages
{
    /// <summary>The file of an area's page.</summary>
    public static string Name(string area) =>
        string.Concat(area.Select((character, index) => index > 0 && char.IsUpper(character) ? "-" + char.ToLowerInvariant(character) : char.ToLowerInvariant(character).ToString())) + ".md";

    public static string Area(ApiCatalogue catalogue, string area, string sentence, IReadOnlyList<EndpointModel> models, IReadOnlyList<Endpoint> inCore, string example)
    {
        var page = new StringBuilder();
        page.Append($"# {area}\n\n{sentence}\n\n");
        page.Append("Generated from `api/wechat-endpoints.json`; the catalogue is where it is corrected. What all calls have in common is on [the overview](README.md).\n\n");
        page.Append($"```csharp\n{example}\n```\n");
        Table(page, "Reviewed", "Names, types and limits were checked against the documentation and other SDKs.", models.Where(model => model.Endpoint.IsReviewed));
        Table(page, "From the catalogue, unreviewed", "Names and types are the wire's; containers whose shape the catalogue does not have are `JsonElement`.", models.Where(model => !model.Endpoint.IsReviewed));
        Core(page, inCore);
        var noted = models.Where(model => model.Endpoint.Notes is not null || model.Endpoint.Remarks.Count > 0 || model.Endpoint.Decision is not null || model.Endpoint.Done.Count > 0).ToList();
        if (noted.Count > 0)
        {
            page.Append("\n## Notes\n");
            foreach (var model in noted)
            {
                Notes(page, model.Endpoint);
            }
        }

        var codes = models.Where(model => model.Endpoint.IsReviewed).SelectMany(model => Docs.Codes(catalogue, model.Endpoint)).Distinct().OrderBy(entry => entry.Code).ToList();
        if (codes.Count > 0)
        {
            page.Append("\n## Codes\n\nThose of the reviewed calls. What holds for every call is on the page about [errors](../errors.md). The same number can mean something else elsewhere.\n\n| errcode | what |\n|---|---|\n");
            page.Append(string.Concat(codes.Select(entry => $"| {entry.Code} | {Cell(entry.Meaning)} |\n")));
        }

        return page.ToString();
    }

    public static string Overview(ApiCatalogue catalogue, IReadOnlyList<EndpointModel> models)
    {
        var page = new StringBuilder("# Every server API\n\n");
        page.Append($"`WeChatMini.Sdk.Apis` has a typed client for each of the {catalogue.Endpoints.Count} server APIs that `api/wechat-endpoints.json` describes; ");
        page.Append($"{catalogue.Endpoints.Count(endpoint => endpoint.Core is not null)} of them are calls of the core. {catalogue.Endpoints.Count(endpoint => endpoint.IsReviewed)} are reviewed; the others are typed as the catalogue has them, and say so. ");
        page.Append("How calls behave, and what all of them have in common, is on the page about [server APIs](../server-apis.md). This page and the others of this folder are generated.\n\n");
        page.Append("| area | what | reviewed | others |\n|---|---|---|---|\n");
        foreach (var (area, sentence) in catalogue.Areas)
        {
            var inArea = catalogue.Endpoints.Where(endpoint => endpoint.Area == area).ToList();
            var link = models.Any(model => model.Endpoint.Area == area) ? $"[{area}]({Name(area)})" : area;
            page.Append($"| {link} | {sentence} | {inArea.Count(endpoint => endpoint.IsReviewed)} | {inArea.Count(endpoint => !endpoint.IsReviewed)} |\n");
        }

        var core = catalogue.Endpoints.Where(endpoint => endpoint.Core is not null).ToList();
        if (core.Count > 0)
        {
            Core(page, core);
        }

        page.Append("\n## What is not established\n\n| point | state | what the library does |\n|---|---|---|\n");
        foreach (var (topic, state, library) in catalogue.Open)
        {
            page.Append($"| {Cell(topic)} | {Cell(state)} | {Cell(library)} |\n");
        }

        page.Append("\n## What was decided\n\nWhere sources disagree. WeChat's own documentation is `wxdoc`; SKIT is an SDK with typed models.\n\n| path | decision |\n|---|---|\n");
        foreach (var endpoint in catalogue.Endpoints.Where(endpoint => endpoint.Decision is not null))
        {
            page.Append($"| `{endpoint.Path}` | {Cell(endpoint.Decision!)} |\n");
        }

        return page.ToString();
    }

    private static void Core(StringBuilder page, IReadOnlyList<Endpoint> endpoints)
    {
        if (endpoints.Count == 0)
        {
            return;
        }

        page.Append("\n## In the core\n\n| wire | call |\n|---|---|\n");
        foreach (var endpoint in endpoints)
        {
            page.Append($"| `{endpoint.Method} {endpoint.Path}` | `{endpoint.Core}` |\n");
        }
    }

    private static void Table(StringBuilder page, string title, string sentence, IEnumerable<EndpointModel> models)
    {
        var rows = models.ToList();
        if (rows.Count == 0)
        {
            return;
        }

        page.Append($"\n## {title}\n\n{sentence}\n\n| call | wire | what | after a failure |\n|---|---|---|---|\n");
        foreach (var model in rows)
        {
            var endpoint = model.Endpoint;
            var all = endpoint.Paging is null ? "" : $", `{PagingWriter.Name(endpoint.Call)}Async`";
            page.Append($"| `{endpoint.Call}Async`{all} | `{endpoint.Method} {endpoint.Path}` | {Cell(Docs.Summary(endpoint))} | {(endpoint.Retry == "send" ? "not repeated" : "repeated")} |\n");
        }
    }

    private static void Notes(StringBuilder page, Endpoint endpoint)
    {
        page.Append($"\n### {endpoint.Call}\n\n");
        string?[] texts = [endpoint.Notes, .. endpoint.Remarks, endpoint.Decision is { } decision ? $"Decided: {decision}." : null];
        foreach (var text in texts.OfType<string>())
        {
            page.Append($"- {Cell(text)}\n");
        }

        if (endpoint.Done.Count > 0)
        {
            page.Append($"- Done before, and no failure: errcode {string.Join(", ", endpoint.Done)}.\n");
        }
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
