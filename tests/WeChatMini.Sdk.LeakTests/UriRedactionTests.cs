using System.Diagnostics;
using WeChatMini.Sdk.LeakTests.Hosts;
using WeChatMini.Sdk.LeakTests.Modes;
using WeChatMini.Sdk.LeakTests.Sinks;

namespace WeChatMini.Sdk.LeakTests;

/// <summary>
/// Gate G1 where a host undoes the runtime's masking of queries by one variable. The runtime reads it once, so that the
/// explicit tests of this class run in a process of their own.
/// </summary>
public sealed class UriRedactionTests(ITestOutputHelper output)
{
    private const string Variable = "DOTNET_SYSTEM_NET_HTTP_DISABLEURIREDACTION";

    [Fact]
    public async Task The_runtime_masks_the_query_of_a_plain_client_by_default()
    {
        Assert.DoesNotContain(await SinksOfAPlainClientAsync(), sink => sink is LogSink.Message or ActivitySink.Tags);
    }

    [Fact]
    public async Task No_secret_reaches_any_sink_where_the_host_turned_the_masking_of_queries_off()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            Environment = { [Variable] = "1" },
            RedirectStandardOutput = true,
        };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(UriRedactionTests).Assembly.Location);
        }

        foreach (var argument in new[] { "-explicit", "only", "-class", typeof(UriRedactionTests).FullName!, "-noColor" })
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var printed = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        output.WriteLine(printed);
        Assert.Contains("Errors: 0, Failed: 0, Skipped: 0, Not Run: 2", printed, StringComparison.Ordinal);
        Assert.Equal(0, process.ExitCode);
    }

    [Fact(Explicit = true)]
    public async Task With_the_masking_off_a_plain_client_shows_the_query()
    {
        var sinks = await SinksOfAPlainClientAsync();
        Assert.Contains(LogSink.Message, sinks);
        Assert.Contains(ActivitySink.Tags, sinks);
    }

    [Fact(Explicit = true)]
    public async Task With_the_masking_off_no_secret_reaches_any_sink()
    {
        var report = await LeakGate.RunAsync(LeakHosts.Plain, [.. ModeTable.Short]);
        await report.WriteAsync("leak-gate-redaction-off.txt", TestContext.Current.CancellationToken);
        Assert.Empty(report.Hits);
        Assert.Empty(report.Violations);
    }

    /// <summary>What an application that calls WeChat with a client of its own would show.</summary>
    private static async Task<IReadOnlyList<string>> SinksOfAPlainClientAsync()
    {
        using var observatory = new Observatory();
        using var planting = new Planting(observatory);
        await planting.CallWithAPlainClientAsync();
        return [.. SinkTable.Find(observatory.Drain(), planting.Search).Select(hit => hit.Sink).Distinct()];
    }
}
