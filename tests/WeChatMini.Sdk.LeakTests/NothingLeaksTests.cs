using WeChatMini.Sdk.Diagnostics;
using WeChatMini.Sdk.LeakTests.Hosts;
using WeChatMini.Sdk.LeakTests.Modes;
using WeChatMini.Sdk.LeakTests.Sinks;
using WeChatMini.Sdk.LeakTests.Tokens;

namespace WeChatMini.Sdk.LeakTests;

/// <summary>Gates G1 and G4, and G3 along the way. The report is printed and written beside the test program.</summary>
public sealed class NothingLeaksTests(ITestOutputHelper output)
{
    /// <summary>What access tokens added to what the library reports; a gate that does not see it searches nothing there.</summary>
    private static IEnumerable<string> NamesOfTokens =>
    [
        .. new[] { "stable_token", "token", "/wxa/query", "/wxa/getwxacode" }.Select(span => $"{ActivitySink.Tags} / {WeChatMiniDiagnostics.ActivitySourceName} / {span}"),
        .. new[] { WeChatMiniDiagnostics.TokenHits, WeChatMiniDiagnostics.TokenRefreshes, WeChatMiniDiagnostics.TokenWaits, WeChatMiniDiagnostics.TokenRejections }.Select(metric => $"{MeterSink.Tags} / {WeChatMiniDiagnostics.MeterName} / {metric}"),
        RecordingCache.Entries + " / Set",
        RecordingShare.Arguments + " / WriteAsync",
    ];

    /// <summary>What a token server is asked, what it answers, and what its database is told.</summary>
    private static IEnumerable<string> NamesOfTokenServer =>
    [
        .. new[] { "right key", "token rejected", "right key in bytes" }.Select(asked => $"{AnswerSink.Served} / {TokenServerOperations.Prefix}{asked}"),
        .. new[] { "right key", "wrong key", "malformed body", "oversize body", "in the clear from elsewhere" }.Select(asked => $"{AnswerSink.Problem} / {TokenServerOperations.Prefix}{asked}"),
        .. new[] { "SELECT", "INSERT", "UPDATE", "CREATE" }.Select(verb => $"{SqlStage.Statements} / {verb}"),
        SqlStage.Files + " / tokens.db",
        RecordingShare.Thrown + " / ReadAsync",
    ];

    [Fact]
    public async Task No_secret_reaches_any_sink_in_any_mode_on_any_host()
    {
        var report = await LeakGate.RunAsync(LeakHosts.Plain, ModeTable.All);
        output.WriteLine(report.ToString());
        await report.WriteAsync("leak-gate.txt", TestContext.Current.CancellationToken);
        Assert.Empty(report.Hits);
        Assert.Empty(report.Violations);
        Assert.Empty(report.NeverHit);
        Assert.InRange(report.SinkNames.Count, 130, int.MaxValue);
        Assert.All(NamesOfTokens, name => Assert.Contains(name, report.SinkNames));
    }

    [Fact]
    public async Task No_secret_reaches_any_sink_where_the_platform_hands_out_the_tokens()
    {
        var report = await LeakGate.RunAsync(LeakHosts.OnCloudRun, [.. ModeTable.Short]);
        output.WriteLine(report.ToString());
        await report.WriteAsync("leak-gate-cloudrun.txt", TestContext.Current.CancellationToken);
        Assert.Empty(report.Hits);
        Assert.Empty(report.Violations);
        Assert.Contains(AnswerSink.Wire + " / " + AnswerSink.OfThePlatform, report.SinkNames);
        Assert.Contains(AnswerSink.Login + " / POST /wx/login through the platform", report.SinkNames);
        Assert.Contains(AnswerSink.Problem + " / POST /wx/login through the platform", report.SinkNames);
    }

    [Fact]
    public async Task No_secret_reaches_any_sink_of_a_token_server_or_the_database_in_which_it_shares_tokens()
    {
        var report = await LeakGate.RunAsync(LeakHosts.OfTokenServer, [.. ModeTable.OfSql, .. ModeTable.OfTokens]);
        output.WriteLine(report.ToString());
        await report.WriteAsync("leak-gate-token-server.txt", TestContext.Current.CancellationToken);
        Assert.Empty(report.Hits);
        Assert.Empty(report.Violations);
        Assert.All(NamesOfTokenServer, name => Assert.Contains(name, report.SinkNames));
    }

    [Fact]
    public async Task No_secret_reaches_Redis_or_any_sink_while_tokens_are_shared_there()
    {
        var report = await LeakGate.RunAsync(LeakHosts.WithRedis, [.. ModeTable.OfRedis, .. ModeTable.Short]);
        output.WriteLine(report.ToString());
        await report.WriteAsync("leak-gate-redis.txt", TestContext.Current.CancellationToken);
        Assert.Empty(report.Hits);
        Assert.Empty(report.Violations);
        Assert.Contains(RedisStage.Commands, report.SinkNames);
        Assert.Contains(report.SinkNames, name => name.StartsWith(RecordingShare.Thrown, StringComparison.Ordinal));
    }
}
