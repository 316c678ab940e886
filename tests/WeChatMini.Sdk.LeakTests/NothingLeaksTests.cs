using WeChatMini.Sdk.LeakTests.Hosts;
using WeChatMini.Sdk.LeakTests.Modes;
using Xunit;

namespace WeChatMini.Sdk.LeakTests;

/// <summary>Gates G1 and G4, and G3 along the way. The report is printed and written beside the test program.</summary>
public sealed class NothingLeaksTests(ITestOutputHelper output)
{
    [Fact]
    public async Task No_secret_reaches_any_sink_in_any_mode_on_any_host()
    {
        var report = await LeakGate.RunAsync(LeakHosts.All.Keys, ModeTable.All);
        output.WriteLine(report.ToString());
        await report.WriteAsync("leak-gate.txt", TestContext.Current.CancellationToken);
        Assert.Empty(report.Hits);
        Assert.Empty(report.Violations);
        Assert.Empty(report.NeverHit);
        Assert.InRange(report.SinkNames.Count, 130, int.MaxValue);
    }
}
