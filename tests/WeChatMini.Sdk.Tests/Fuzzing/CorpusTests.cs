using WeChatMini.Fuzz;
using WeChatMini.Fuzz.Targets;
using Xunit;

namespace WeChatMini.Sdk.Tests.Fuzzing;

/// <summary>Gate G24 without a fuzzer: the committed inputs, valid ones, nasty ones and what was ever found.</summary>
public sealed class CorpusTests
{
    public static TheoryData<string> Targets => [.. FuzzTargets.Names];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Every_committed_input_is_taken_or_refused_as_promised(string target)
    {
        var output = new StringWriter();
        Assert.True(Corpus.Replay([target], output), output.ToString());
    }

    [Fact]
    public void Every_target_has_a_folder_of_inputs_and_every_folder_a_target() =>
        Assert.Equal(FuzzTargets.Names, Directory.EnumerateDirectories(Path.Combine(AppContext.BaseDirectory, "corpus")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
}
