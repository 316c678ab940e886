using WeChatMini.Sdk.Diagnostics;
using WeChatMini.Sdk.LeakTests.Hosts;
using WeChatMini.Sdk.LeakTests.Modes;
using WeChatMini.Sdk.LeakTests.Sinks;
using WeChatMini.Sdk.LeakTests.Tokens;
using WeChatMini.Sdk.Login;
using WeChatMini.Sdk.Push;
using WeChatMini.Sdk.Push.Events;
using WeChatMini.Sdk.Push.Messages;
using WeChatMini.Sdk.Signatures;
using WeChatMini.Sdk.UserData;

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

    /// <summary>Signed calls and what users hand over: what came of each when all was well, and what of the rest.</summary>
    private static IEnumerable<string> NamesOfUserData =>
    [
        .. new[] { "checksession", "resetusersessionkey", "getpaidunionid", "business/getuserphonenumber", "business/checkencryptedmsg", "business/getuserencryptkey", "set_user_storage", "game/getbalance" }
            .Select(call => $"{ActivitySink.Tags} / {WeChatMiniDiagnostics.ActivitySourceName} / /wxa/{call}"),
        $"{ActivitySink.Tags} / {WeChatMiniDiagnostics.ActivitySourceName} / /xpay/query_order",
        $"{MeterSink.Tags} / {WeChatMiniDiagnostics.MeterName} / {WeChatMiniDiagnostics.RefusedUserData}",
        .. new[] { nameof(UserProfileClaim), nameof(PhoneNumberClaim), nameof(StepsClaim), nameof(GroupShareClaim), nameof(UserProfile), nameof(PhoneNumber), nameof(UserEncryptKey), nameof(EncryptedMessageCheck) }
            .Select(type => $"{PublicTypeSink.Json} / {type}"),
        .. new[] { "open a wrong profile", "open a wrong number", "verify a wrong profile", "verify a changed profile", "a malformed code of a number", "phone number", "reset the session_key", "phone number of a caller who leaves", "signed, both", "signed, Refit" }
            .Select(operation => $"{ExceptionSink.Message} / {operation}"),
        $"{UserHandler.Options} / before / {RequestSigning.Session}",
    ];

    /// <summary>The generated client: what it sent in the hands of the application, and that each sort of call was made and failed.</summary>
    private static IEnumerable<string> NamesOfApis =>
    [
        .. new[] { "/wxa/getgrayreleaseplan", "/wxa/img_sec_check", "/wxa/of_the_application", "/xpay/query_user_balance", "/xpay/query_order", "/wxa/sec/order/get_order_list", "/cgi-bin/clear_quota/v2" }
            .Select(call => $"{ActivitySink.Tags} / {WeChatMiniDiagnostics.ActivitySourceName} / {call}"),
        .. new[] { "CheckTextRequest", "GetUserRiskRequest", "GetUserRiskAnswer", "QueryUserBalanceAnswer", "ServerApiRequest", "ServerApiFile" }.Select(type => $"{PublicTypeSink.Json} / {type}"),
        .. new[] { "read", "text", "encrypted", "with the AppSecret", "signed, both", "signed, of the sandbox", "image", "upload", "page by page", "by a descriptor of the application's", "of a caller who leaves" }
            .Select(operation => $"{ExceptionSink.Message} / Apis, {operation}"),
    ];

    /// <summary>Pushes and what they were answered.</summary>
    private static IEnumerable<string> NamesOfPush =>
    [
        $"{MeterSink.Tags} / {WeChatMiniDiagnostics.MeterName} / {WeChatMiniDiagnostics.Pushes}",
        .. new[] { "right", "replayed", "check of the address", "text", "picture", "event", "unknown event", "previous secrets" }.Select(push => $"{AnswerSink.Pushed} / {PushOperations.Prefix}{push}, taken"),
        .. new[] { "text", "wrong key", "replayed late", "wrong in one way", "wrong check of the address", "malformed body" }.Select(push => $"{AnswerSink.Pushed} / {PushOperations.Prefix}{push}, refused"),
        .. new[] { nameof(TextMessage), nameof(ImageMessage), nameof(VirtualGoodsPaidEvent), nameof(UnknownMessage), nameof(PushContext), nameof(PushReply) }.Select(type => $"{PublicTypeSink.Json} / {type}"),
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
        Assert.All([.. NamesOfTokens, .. NamesOfUserData, .. NamesOfApis, .. NamesOfPush, $"{PublicTypeSink.Json} / {nameof(LoginAuditEntry)}"], name => Assert.Contains(name, report.SinkNames));
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
        string[] pushes = ["unsigned, taken", "unsigned, of another mini-program, refused", "unsigned, from elsewhere, refused", "unsigned, malformed, refused", "probe of the path, taken"];
        Assert.All(pushes, push => Assert.Contains($"{AnswerSink.Pushed} / {PushOperations.Prefix}{push}", report.SinkNames));
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
