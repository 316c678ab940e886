namespace WeChatMini.Docs.Tests.Support;

/// <summary>The working tree that these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Every page that a reader may open.</summary>
    public static IReadOnlyList<MarkdownPage> Pages { get; } =
    [
        .. Directory.EnumerateFiles(Root, "*.md")
            .Concat(Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories))
            .Concat(PackageReadmes)
            .Order(StringComparer.Ordinal)
            .Select(file => MarkdownPage.Read(Root, file)),
    ];

    public static IEnumerable<string> PackageReadmes =>
        Directory.EnumerateDirectories(Path.Combine(Root, "src")).Select(folder => Path.Combine(folder, "README.md")).Where(File.Exists);

    /// <summary>The projects under src, test and sample projects not among them.</summary>
    public static IEnumerable<string> SourceProjects => Directory.EnumerateDirectories(Path.Combine(Root, "src")).SelectMany(folder => Directory.EnumerateFiles(folder, "*.csproj"));

    public static MarkdownPage Page(string path) => Pages.Single(page => page.Path == path);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MiniSdk.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("These tests read the pages of the repository; run them from a build inside it.");
    }
}
