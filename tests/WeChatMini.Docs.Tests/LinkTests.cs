using WeChatMini.Docs.Tests.Support;
using Xunit;

namespace WeChatMini.Docs.Tests;

/// <summary>Links lead somewhere.</summary>
public sealed class LinkTests
{
    public static TheoryData<string> Pages => new(Repository.Pages.Select(page => page.Path));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_lead_to_a_file_and_a_heading_that_exist(string path)
    {
        var page = Repository.Page(path);
        Assert.Empty(page.Links.Where(link => !IsExternal(link) && !Exists(page, link)).ToList());
    }

    [Fact]
    public void Package_readmes_have_no_relative_links_since_a_feed_has_not_the_files() =>
        Assert.Empty(Repository.Pages.Where(page => page.Path.StartsWith("src/", StringComparison.Ordinal))
            .SelectMany(page => page.Links.Where(link => !IsExternal(link)).Select(link => $"{page}: {link}")));

    [Fact]
    public void Every_page_of_the_documentation_can_be_reached_from_the_readme()
    {
        var reached = new HashSet<string>();
        var open = new Stack<MarkdownPage>([Repository.Page("README.md")]);
        while (open.TryPop(out var page))
        {
            if (reached.Add(page.Path))
            {
                foreach (var next in Repository.Pages.Where(next => page.Links.Any(link => !IsExternal(link) && Target(page, link) == Path.Combine(Repository.Root, next.Path))))
                {
                    open.Push(next);
                }
            }
        }

        // Evidence is kept for those who check a figure, not for readers.
        var pages = Repository.Pages.Select(page => page.Path).Where(path => path.StartsWith("docs/", StringComparison.Ordinal) && !path.StartsWith("docs/evidence/", StringComparison.Ordinal));
        Assert.Empty(pages.Except(reached));
    }

    private static bool IsExternal(string link) => link.Contains("://", StringComparison.Ordinal) || link.StartsWith("mailto:", StringComparison.Ordinal);

    private static bool Exists(MarkdownPage page, string link)
    {
        var target = Target(page, link);
        var anchor = link.Split('#') is [_, var name] ? name : null;
        return (File.Exists(target) || Directory.Exists(target))
            && (anchor is null || MarkdownPage.Read(Repository.Root, target).Anchors.Contains(anchor));
    }

    private static string Target(MarkdownPage page, string link) =>
        link.StartsWith('#') ? Path.Combine(Repository.Root, page.Path) : Path.GetFullPath(Path.Combine(page.Folder, link.Split('#')[0]));
}
