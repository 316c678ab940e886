using ApiGenerator.Catalogue;
using ApiGenerator.Models;
using ApiGenerator.Output;

namespace ApiGenerator;

/// <summary>From the catalogue to everything that is made of it.</summary>
internal static class Generator
{
    private const string Sources = "src/WeChatMini.Sdk.Apis/Generated";
    private const string CoreSources = "src/WeChatMini.Sdk/SecureApi/Generated";
    private const string Snippets = "tests/WeChatMini.Docs.Tests/Snippets/Apis";
    private const string Documentation = "docs/apis";

    /// <summary>Where the catalogue is.</summary>
    public const string Source = "api/wechat-endpoints.json";

    /// <summary>Makes all files of a working tree.</summary>
    /// <exception cref="CatalogueException">The catalogue is not as it must be.</exception>
    public static FileSet Run(string root)
    {
        var catalogue = CatalogueReader.Read(Path.Combine(root, Source));
        var models = ModelBuilder.Build(catalogue);
        var files = new FileSet(root);
        files.Own(Sources, "*.cs");
        files.Own(CoreSources, "*.cs");
        files.Own(Snippets, "*.cs");
        files.Own(Documentation, "*.md");
        foreach (var (area, sentence) in catalogue.Areas)
        {
            AddArea(files, catalogue, area, sentence, [.. models.Where(model => model.Endpoint.Area == area)]);
        }

        foreach (var type in catalogue.Enums.Values)
        {
            files.Add($"{Sources}/{type.Area}/{type.Name}.cs", EnumWriter.Write(type));
        }

        files.Add($"{Sources}/WeChatApis.cs", RootWriter.Write(catalogue.Areas.Where(area => models.Any(model => model.Endpoint.Area == area.Key)).Select(area => (area.Key, area.Value))));
        files.Add($"{CoreSources}/DocumentedPaths.cs", SecurePathsWriter.Write(catalogue));
        files.Add("src/WeChatMini.Sdk.Testing/Catalogue/endpoints.tsv", FakeWriter.Write(catalogue));
        files.Add($"{Documentation}/README.md", Pages.Overview(catalogue, models));
        Readme(files, root, catalogue, models);
        return files;
    }

    private static void AddArea(FileSet files, ApiCatalogue catalogue, string area, string sentence, IReadOnlyList<EndpointModel> models)
    {
        if (models.Count == 0)
        {
            return;
        }

        foreach (var model in models)
        {
            if (ModelWriter.Write(model) is { } source)
            {
                files.Add($"{Sources}/{area}/{model.Endpoint.Call}.cs", source);
            }
        }

        files.Add($"{Sources}/{area}/{area}Api.cs", ClientWriter.Write(catalogue, area, sentence, models));
        var example = models.FirstOrDefault(model => model.Endpoint.IsReviewed && model.Request is not null) ?? models[0];
        files.Add($"{Snippets}/{area}Example.cs", SnippetWriter.Write(area, example));
        var inCore = catalogue.Endpoints.Where(endpoint => endpoint.Area == area && endpoint.Core is not null).ToList();
        files.Add($"{Documentation}/{Pages.Name(area)}", Pages.Area(catalogue, area, sentence, models, inCore, string.Join('\n', ExampleWriter.Lines(example))));
    }

    /// <summary>The package's readme lists the areas, between two marks; the rest of it is written by hand.</summary>
    private static void Readme(FileSet files, string root, ApiCatalogue catalogue, IReadOnlyList<EndpointModel> models)
    {
        const string Path = "src/WeChatMini.Sdk.Apis/README.md";
        const string Begin = "<!-- areas -->\n";
        const string End = "<!-- /areas -->\n";
        var text = File.ReadAllText(System.IO.Path.Combine(root, Path));
        if (text.IndexOf(Begin, StringComparison.Ordinal) is not (> 0 and var begin) || text.IndexOf(End, StringComparison.Ordinal) is not (> 0 and var end))
        {
            throw new CatalogueException($"{Path} has no place for the areas: {Begin.Trim()} and {End.Trim()}.");
        }

        var rows = catalogue.Areas.Select(area => (area.Key, area.Value, Count: models.Count(model => model.Endpoint.Area == area.Key))).Where(area => area.Count > 0)
            .Select(area => $"| `{area.Key}` | {area.Value} | {area.Count} |\n");
        files.Add(Path, text[..(begin + Begin.Length)] + "| area | what | calls |\n|---|---|---|\n" + string.Concat(rows) + text[end..]);
    }
}
