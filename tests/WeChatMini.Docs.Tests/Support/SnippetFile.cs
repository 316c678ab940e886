namespace WeChatMini.Docs.Tests.Support;

/// <summary>A file under Snippets: code that is compiled with this project, in regions that the pages show.</summary>
internal sealed class SnippetFile(string name, string[] lines)
{
    /// <summary>The directives that a project of the web SDK has without writing them.</summary>
    public static IReadOnlySet<string> WebUsings { get; } = new[]
    {
        "Microsoft.AspNetCore.Builder", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Routing",
        "Microsoft.Extensions.Configuration", "Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.Hosting", "Microsoft.Extensions.Logging",
    }.Select(space => $"using {space};").ToHashSet();

    public static IReadOnlyList<SnippetFile> All { get; } =
    [
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests", "WeChatMini.Docs.Tests", "Snippets"), "*.cs", SearchOption.AllDirectories)
            .Select(file => new SnippetFile(Path.GetFileName(file), File.ReadAllLines(file))),
    ];

    public string Name => name;

    public IEnumerable<string> Usings => lines.Where(line => line.StartsWith("using ", StringComparison.Ordinal)).Except(WebUsings);

    /// <summary>Each region by its name, moved to the left margin.</summary>
    public IEnumerable<(string Name, string Text)> Regions
    {
        get
        {
            const string Begin = "#region ";
            for (var i = 0; i < lines.Length; i++)
            {
                if (lines[i].TrimStart() is { } line && line.StartsWith(Begin, StringComparison.Ordinal))
                {
                    var text = lines[(i + 1)..].TakeWhile(inner => inner.Trim() != "#endregion").ToList();
                    var margin = text.Where(inner => inner.Length > 0).Min(inner => inner.Length - inner.TrimStart().Length);
                    yield return (line[Begin.Length..], string.Join('\n', text.Select(inner => inner.Length > 0 ? inner[margin..] : "")));
                }
            }
        }
    }
}
