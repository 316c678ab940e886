using System.Diagnostics;
using System.Text.RegularExpressions;
using WeChatMini.Quickstart.Tests.Support;

namespace WeChatMini.Quickstart.Tests;

/// <summary>The mini-program's own tests, which need node and no packages.</summary>
public sealed partial class MiniProgramTests
{
    [Fact]
    public async Task The_module_and_the_layout_of_the_mini_program_pass_their_tests_under_node()
    {
        var start = new ProcessStartInfo(Required.Program("node"), ["--test", "--test-reporter=tap", "samples/MiniProgram/tests/"])
        {
            WorkingDirectory = Folders.Root,
            RedirectStandardOutput = true,
        };
        using var node = Process.Start(start)!;
        var output = await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(node.ExitCode == 0, output);
        Assert.True(int.Parse(Passed().Match(output).Groups["count"].Value, null) >= 40, output);
    }

    [GeneratedRegex(@"^# pass (?<count>\d+)", RegexOptions.Multiline)]
    private static partial Regex Passed();
}
