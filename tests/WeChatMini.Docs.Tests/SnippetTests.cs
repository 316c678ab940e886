using WeChatMini.Docs.Tests.Support;
using Xunit;

namespace WeChatMini.Docs.Tests;

/// <summary>What the pages show compiles, since it is this project's own code.</summary>
public sealed class SnippetTests
{
    public static TheoryData<string> Blocks => new(Repository.Pages.SelectMany(page => page.Blocks).Where(block => block.IsCSharp).Select(block => block.Place));

    [Theory]
    [MemberData(nameof(Blocks))]
    public void A_block_of_code_is_a_region_that_compiles(string place)
    {
        var block = Repository.Pages.SelectMany(page => page.Blocks).Single(block => block.Place == place);
        var regions = SnippetFile.All.SelectMany(file => file.Regions.Select(region => (File: file, region.Name, region.Text))).ToList();

        // The region with the longest common beginning is the one that was meant.
        var meant = regions.MaxBy(region => SameLines(region.Text, block.Code));
        Assert.True(
            meant.Text == block.Code,
            $"{place} is no region of Snippets. The nearest is '{meant.Name}' in {meant.File.Name}, which is:\n\n{meant.Text}\n\nand the page has:\n\n{block.Code}");

        // A fragment may leave its using directives to the text around it, a whole program may not.
        if (block.Usings.Any() || block.Code.Contains("app.Run();", StringComparison.Ordinal))
        {
            Assert.Equal(meant.File.Usings, block.Usings);
        }
    }

    [Fact]
    public void Every_region_is_on_a_page()
    {
        var shown = Repository.Pages.SelectMany(page => page.Blocks).Select(block => block.Code).ToHashSet();
        Assert.Empty(SnippetFile.All.SelectMany(file => file.Regions.Where(region => !shown.Contains(region.Text)).Select(region => $"{region.Name} in {file.Name}")));
    }

    private static int SameLines(string left, string right) =>
        left.Split('\n').Zip(right.Split('\n')).TakeWhile(pair => pair.First == pair.Second).Count();
}
