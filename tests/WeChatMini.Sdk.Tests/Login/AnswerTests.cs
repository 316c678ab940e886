using System.Net;
using System.Net.Sockets;
using System.Text;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Testing;
using WeChatMini.Sdk.Tests.Support;
using Xunit;

namespace WeChatMini.Sdk.Tests.Login;

/// <summary>Whatever WeChat, or something in between, answers: a login or one typed error, and one request either way.</summary>
public sealed class AnswerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, FakeFault, WeChatErrorKind> Failures => new()
    {
        { "errcode as a string", FakeFault.ErrorCodeAsString, WeChatErrorKind.LoginAgain },
        { "code used before", FakeFault.Error(40163), WeChatErrorKind.LoginAgain },
        { "high-risk user", FakeFault.Error(40226), WeChatErrorKind.Blocked },
        { "too often", FakeFault.Error(45011), WeChatErrorKind.SlowDown },
        { "busy", FakeFault.Error(-1), WeChatErrorKind.Busy },
        { "wrong appid", FakeFault.Error(40013), WeChatErrorKind.Misconfigured },
        { "wrong secret", FakeFault.Error(40125), WeChatErrorKind.Misconfigured },
        { "a code of the future", FakeFault.Error(1234567), WeChatErrorKind.Misconfigured },
        { "200 with an empty body", FakeFault.EmptyBody, WeChatErrorKind.OutcomeUnknown },
        { "200 with truncated JSON", FakeFault.TruncatedJson, WeChatErrorKind.OutcomeUnknown },
        { "200 with HTML", FakeFault.Html, WeChatErrorKind.OutcomeUnknown },
        { "no session_key", FakeFault.WithoutSessionKey, WeChatErrorKind.OutcomeUnknown },
        { "no openid", FakeFault.WithoutOpenId, WeChatErrorKind.OutcomeUnknown },
        { "an empty openid", FakeFault.EmptyOpenId, WeChatErrorKind.OutcomeUnknown },
        { "429", FakeFault.Status(429), WeChatErrorKind.SlowDown },
        { "500", FakeFault.Status(500), WeChatErrorKind.Busy },
        { "502", FakeFault.Status(502), WeChatErrorKind.Busy },
        { "404", FakeFault.Status(404), WeChatErrorKind.Misconfigured },
        { "302", FakeFault.Redirect, WeChatErrorKind.Misconfigured },
        { "an endless body", FakeFault.EndlessBody, WeChatErrorKind.OutcomeUnknown },
        { "a body of 64 MiB", FakeFault.HugeBody(64 * 1024 * 1024), WeChatErrorKind.OutcomeUnknown },
        { "an unasked gzip body", FakeFault.Gzip, WeChatErrorKind.OutcomeUnknown },
        { "invalid UTF-8", FakeFault.InvalidUtf8, WeChatErrorKind.OutcomeUnknown },
        { "a property twice", FakeFault.DuplicateProperties, WeChatErrorKind.OutcomeUnknown },
        { "deep JSON", FakeFault.DeepJson, WeChatErrorKind.OutcomeUnknown },
        { "JSON null", Json("null"), WeChatErrorKind.OutcomeUnknown },
        { "a JSON array", Json("[]"), WeChatErrorKind.OutcomeUnknown },
        { "errcode as words", Json("""{"errcode":"many"}"""), WeChatErrorKind.OutcomeUnknown },
        { "FIN before", FakeFault.CloseBeforeProcessing, WeChatErrorKind.OutcomeUnknown },
        { "FIN after", FakeFault.CloseAfterProcessing, WeChatErrorKind.OutcomeUnknown },
        { "RST before", FakeFault.ResetBeforeProcessing, WeChatErrorKind.OutcomeUnknown },
        { "RST after", FakeFault.ResetAfterProcessing, WeChatErrorKind.OutcomeUnknown },
    };

    public static TheoryData<string, FakeFault> Successes => new()
    {
        { "a byte order mark", FakeFault.ByteOrderMark },
        { "errcode 0 beside the data", FakeFault.ErrorCodeZero },
        { "unionid null and fields of the future", Json("""{"session_key":"tiihtNczf5v6AKRyjwEUhQ==","openid":"o-alice","unionid":null,"errcode":0,"errmsg":"ok","new":{"deep":[1,2]}}""") },
        { "errcode 0 as a string", Json("""{"session_key":"tiihtNczf5v6AKRyjwEUhQ==","openid":"o-alice","errcode":"0"}""") },
    };

    [Theory]
    [MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public async Task A_bad_answer_is_one_typed_error_after_one_request_on_a_fresh_connection(string answer, FakeFault fault, WeChatErrorKind kind)
    {
        await using var backend = new Backend();
        await AssertFailsAsync(backend, answer, fault, kind);
    }

    [Theory]
    [MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public async Task A_bad_answer_is_one_typed_error_after_one_request_on_a_pooled_connection(string answer, FakeFault fault, WeChatErrorKind kind)
    {
        await using var backend = new Backend();
        await backend.Client.LoginAsync(backend.User("o-alice").NextLoginCode(), Cancellation);
        backend.WeChat.Journal.Clear();

        await AssertFailsAsync(backend, answer, fault, kind);

        Assert.True(Assert.Single(backend.WeChat.Journal.Arrivals).IsReusedConnection);
    }

    [Theory]
    [MemberData(nameof(Successes), DisableDiscoveryEnumeration = true)]
    public async Task An_odd_answer_that_holds_openid_and_session_key_is_a_login(string answer, FakeFault fault)
    {
        await using var backend = new Backend();
        backend.WeChat.Faults.Next(fault);

        var login = await backend.Client.LoginAsync(backend.User("o-alice").NextLoginCode(), Cancellation);

        Assert.True(login.Session.OpenId == "o-alice", answer);
    }

    [Fact]
    public async Task A_body_that_breaks_off_says_so()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var backend = new Backend(options => options.BaseAddress = new Uri($"http://{listener.LocalEndpoint}"));
        var login = backend.Client.LoginAsync("code", Cancellation);
        using (var connection = await listener.AcceptTcpClientAsync(Cancellation))
        {
            await connection.GetStream().ReadAtLeastAsync(new byte[100], 100, cancellationToken: Cancellation);
            await connection.GetStream().WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"openid\":"u8.ToArray(), Cancellation);
        }

        var failure = await Assert.ThrowsAsync<WeChatException>(() => login);
        Assert.Equal(WeChatErrorKind.OutcomeUnknown, failure.Kind);
        Assert.Contains("(ResponseEnded)", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_unionid_is_passed_on_when_WeChat_gives_one()
    {
        await using var backend = new Backend();
        var code = backend.WeChat.Users.Add("o-carol", "u-carol").NextLoginCode();

        var identity = await backend.Client.ExchangeCodeAsync(code, Cancellation);

        Assert.Equal(("o-carol", "u-carol"), (identity.OpenId, identity.UnionId));
    }

    [Fact]
    public async Task An_errcode_comes_with_its_number_and_request_id_and_an_advice()
    {
        await using var backend = new Backend();
        var code = backend.User("o-alice").NextLoginCode();
        await backend.Client.LoginAsync(code, Cancellation);

        var failure = await Assert.ThrowsAsync<WeChatException>(() => backend.Client.LoginAsync(code, Cancellation));

        Assert.Equal((WeChatErrorKind.LoginAgain, 40163), (failure.Kind, failure.ErrorCode));
        Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$", failure.RequestId);
        Assert.Contains("wx.login", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_outside_the_whitelist_is_named()
    {
        await using var backend = new Backend();
        backend.WeChat.Faults.Next(FakeFault.Error(40164, "invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist rid: 632d16be-15ad5486-1e378de4"));

        var failure = await Assert.ThrowsAsync<WeChatException>(() => backend.Client.LoginAsync("code", Cancellation));

        Assert.Contains("203.0.113.7", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_code_means_log_in_again()
    {
        await using var backend = new Backend();
        var code = backend.User("o-alice").NextLoginCode();
        backend.WeChat.Clock.Advance(TimeSpan.FromMinutes(5));

        var failure = await Assert.ThrowsAsync<WeChatException>(() => backend.Client.LoginAsync(code, Cancellation));

        Assert.Equal((WeChatErrorKind.LoginAgain, 40029), (failure.Kind, failure.ErrorCode));
    }

    [Fact]
    public async Task Retry_After_of_WeChat_is_passed_on()
    {
        await using var backend = new Backend();
        backend.WeChat.Faults.Next(FakeFault.Status(503, TimeSpan.FromSeconds(17)));

        var failure = await Assert.ThrowsAsync<WeChatException>(() => backend.Client.LoginAsync("code", Cancellation));

        Assert.Equal(TimeSpan.FromSeconds(17), failure.RetryAfter);
    }

    private static FakeFault Json(string text) => FakeFault.Raw(200, "application/json", Encoding.UTF8.GetBytes(text));

    private static async Task AssertFailsAsync(Backend backend, string answer, FakeFault fault, WeChatErrorKind kind)
    {
        backend.WeChat.Faults.Next(fault, 10);

        var failure = await Assert.ThrowsAsync<WeChatException>(() => backend.Client.LoginAsync(backend.User("o-alice").NextLoginCode(), Cancellation));

        Assert.True(kind == failure.Kind, $"{answer}: {failure}");
        Assert.Null(failure.InnerException);

        // One login attempt is one arrival, and a redirect is not followed.
        Assert.Single(backend.WeChat.Journal.Arrivals);
    }
}
