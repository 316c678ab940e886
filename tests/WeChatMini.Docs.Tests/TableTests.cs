using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using WeChatMini.Docs.Tests.Support;
using WeChatMini.Sdk.Diagnostics;
using WeChatMini.Sdk.Errors;
using Xunit;

namespace WeChatMini.Docs.Tests;

/// <summary>Tables that list what the code has list all of it, and nothing that it has not.</summary>
public sealed partial class TableTests
{
    [Fact]
    public void The_readme_lists_the_packages_that_exist()
    {
        var packages = Repository.SourceProjects.Where(project => !Values(project, "IsPackable").Contains("false")).Select(Path.GetFileNameWithoutExtension);
        var listed = FirstCells("README.md").Where(cell => cell.StartsWith("WeChatMini.", StringComparison.Ordinal));
        Assert.Equal(packages.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Each_package_has_a_readme_that_says_more_than_its_name() =>
        Assert.Empty(Repository.SourceProjects.Select(project => Path.Combine(Path.GetDirectoryName(project)!, "README.md")).Where(readme => !File.Exists(readme) || File.ReadAllLines(readme).Length < 3).ToList());

    [Fact]
    public void Every_package_reference_has_its_sentence_in_the_dependencies_page()
    {
        var referred = Directory.EnumerateFiles(Repository.Root, "*.*proj", SearchOption.AllDirectories)
            .Append(Path.Combine(Repository.Root, "src", "Directory.Build.props"))
            .SelectMany(file => Attributes(file, "PackageReference", "Include").Concat(Attributes(file, "FrameworkReference", "Include")));
        var page = Repository.Page("docs/dependencies.md").Prose;
        Assert.Empty(referred.Distinct().Where(package => !page.Contains($"`{package}`", StringComparison.Ordinal)).ToList());
    }

    [Fact]
    public void The_errors_page_has_each_kind() =>
        Assert.Equal(Enum.GetNames<WeChatErrorKind>().Order(StringComparer.Ordinal), FirstCells("docs/errors.md").Intersect(Enum.GetNames<WeChatErrorKind>()).Order(StringComparer.Ordinal));

    [Fact]
    public void The_telemetry_page_has_each_public_name()
    {
        var page = Repository.Page("docs/telemetry.md").Prose;
        var names = typeof(WeChatMiniDiagnostics).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);
        Assert.Empty(names.Where(name => !page.Contains($"`{name}`", StringComparison.Ordinal)).ToList());
    }

    [Fact]
    public void The_telemetry_page_has_each_event()
    {
        var source = string.Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "Log.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        var events = EventPattern().Matches(source).Select(match => $"{match.Groups["id"].Value} {match.Groups["name"].Value} {match.Groups["level"].Value.ToLowerInvariant()}");
        var rows = Repository.Page("docs/telemetry.md").Rows.Where(row => int.TryParse(row[0], out _)).Select(row => $"{row[0]} {row[1]} {row[2]}");
        Assert.Equal(events.Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_list_of_decisions_has_each_decision()
    {
        var files = Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs", "decisions"), "0*.md").Select(Path.GetFileName);
        var links = Repository.Page("docs/decisions/README.md").Links.Where(link => link.StartsWith('0'));
        Assert.Equal(files.Order(StringComparer.Ordinal), links.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> FirstCells(string page) => Repository.Page(page).Rows.Select(row => row[0]);

    private static IEnumerable<string> Values(string project, string element) => XDocument.Load(project).Descendants(element).Select(found => found.Value);

    private static IEnumerable<string> Attributes(string project, string element, string attribute) =>
        XDocument.Load(project).Descendants(element).Select(found => found.Attribute(attribute)?.Value).OfType<string>();

    [GeneratedRegex(@"LoggerMessage\((?<id>\d+), LogLevel\.(?<level>\w+), .*EventName = ""(?<name>\w+)""")]
    private static partial Regex EventPattern();
}
