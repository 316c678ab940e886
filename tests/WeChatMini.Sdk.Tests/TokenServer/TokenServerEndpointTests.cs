using System.Text;
using System.Text.Json;
using WeChatMini.Sdk.AccessTokens;
using WeChatMini.Sdk.Endpoint;
using WeChatMini.Sdk.Testing;
using WeChatMini.Sdk.Tests.Support;
using WeChatMini.Sdk.TokenServer;
using Xunit;

namespace WeChatMini.Sdk.Tests.TokenServer;

/// <summary>The token server in bytes: who gets a token, and what happens at WeChat.</summary>
public sealed class TokenServerEndpointTests : IAsyncDisposable
{
    private const string Key = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    private const string OtherKey = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY=";
    private const string StableToken = "/cgi-bin/stable_token";

    private readonly Backend _backend = new(options => options.AccessTokens.TokenServerKeys = [Key, OtherKey]);
    private readonly TokenServerEndpoint _server;

    public TokenServerEndpointTests() => _server = _backend.Client.CreateTokenServer();

    public static TheoryData<string> BadBodies => ["", "{}", "null", "[]", "{\"appid\":\"wxffffffffffffffff\"}", "{\"appid\":1}", "{\"appid\":", "not json", "{\"appid\":\"\xFF\"}"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Question => $$"""{"appid":"{{_backend.WeChat.AppId}}"}""";

    public ValueTask DisposeAsync() => _backend.DisposeAsync();

    [Theory]
    [InlineData(Key)]
    [InlineData(OtherKey)]
    public async Task Each_of_the_keys_opens(string key)
    {
        var answer = await AskAsync(Question, key);

        Assert.Equal(200, answer.StatusCode);
        Assert.Equal("no-store", answer.Headers["Cache-Control"]);
        Assert.Equal((await _backend.Client.AccessTokens.GetTokenAsync(Cancellation)).Value, TokenOf(answer));

        // Less what the server itself keeps in reserve.
        Assert.Equal(7170, Json(answer).GetProperty("expires_in").GetInt32());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("guess")]
    [InlineData(Key + "A")]
    [InlineData("MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE")]
    [InlineData("mDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=")]
    public async Task Another_key_is_401_and_nothing_reaches_WeChat(string? key)
    {
        IsProblem(await AskAsync(Question, key), 401, "unauthorized");
        IsProblem(await AskAsync("not json", key), 401, "unauthorized");
        Assert.Empty(_backend.WeChat.Journal.Arrivals);
    }

    [Fact]
    public async Task The_AppSecret_opens_nothing() => IsProblem(await AskAsync(Question, _backend.WeChat.AppSecret), 401, "unauthorized");

    [Fact]
    public async Task In_the_clear_the_right_key_is_refused_too()
    {
        IsProblem(await AskAsync(Question, Key, isPrivate: false), 403, "forbidden");
        Assert.Empty(_backend.WeChat.Journal.Arrivals);
    }

    [Fact]
    public async Task Only_POST_is_taken()
    {
        var answer = await _server.HandleAsync(new MiniRequest("GET", "/wechat/token", Authorization(Key)), isPrivate: true, Cancellation);

        IsProblem(answer, 405, "method_not_allowed");
        Assert.Equal("POST", answer.Headers["Allow"]);
    }

    [Theory]
    [MemberData(nameof(BadBodies))]
    public async Task What_does_not_name_this_mini_program_is_400(string body)
    {
        IsProblem(await AskAsync(body, Key), 400, "bad_request");
        Assert.Empty(_backend.WeChat.Journal.Arrivals);
    }

    [Fact]
    public async Task A_repeated_field_and_a_body_beyond_1_KB_are_400()
    {
        var appId = _backend.WeChat.AppId;

        IsProblem(await AskAsync($$"""{"appid":"wxffffffffffffffff","appid":"{{appId}}"}""", Key), 400, "bad_request");
        IsProblem(await AskAsync($$"""{"appid":"{{appId}}","more":"{{new string('x', 1024)}}"}""", Key), 400, "bad_request");
    }

    [Fact]
    public async Task Twenty_reports_of_one_rejected_token_cause_one_refresh_and_bring_all_the_newer_one()
    {
        var rejected = TokenOf(await AskAsync(Question, Key));
        _backend.WeChat.Tokens.InvalidateAll();
        _backend.WeChat.Faults.Always(FakeFault.Latency(TimeSpan.FromMilliseconds(50)), StableToken);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => AskAsync(Report(rejected), Key), Cancellation)));

        Assert.NotEqual(rejected, Assert.Single(answers.Select(TokenOf).Distinct()));
        Assert.Equal(2, _backend.WeChat.Journal.CallsTo(StableToken));
    }

    [Fact]
    public async Task A_report_that_comes_late_ends_nothing()
    {
        var rejected = TokenOf(await AskAsync(Question, Key));
        _backend.WeChat.Tokens.InvalidateAll();
        var newer = TokenOf(await AskAsync(Report(rejected), Key));

        Assert.Equal(newer, TokenOf(await AskAsync(Report(rejected), Key)));
        Assert.Equal(newer, TokenOf(await AskAsync(Report("never-issued"), Key)));
        Assert.Equal(2, _backend.WeChat.Journal.CallsTo(StableToken));
    }

    [Fact]
    public async Task Beyond_the_requests_of_a_minute_it_says_when_to_come_again()
    {
        for (var request = 0; request < TokenServerEndpoint.RequestsPerMinute; request++)
        {
            Assert.Equal(200, (await AskAsync(Question, Key)).StatusCode);
        }

        _backend.Clock.Advance(TimeSpan.FromSeconds(15));
        var answer = await AskAsync(Question, Key);
        IsProblem(answer, 429, "slow_down");
        Assert.Equal("45", answer.Headers["Retry-After"]);

        _backend.Clock.Advance(TimeSpan.FromSeconds(45));
        Assert.Equal(200, (await AskAsync(Question, Key)).StatusCode);
    }

    [Fact]
    public async Task Guessing_is_slowed_down_and_does_not_lock_the_clients_out()
    {
        for (var guess = 0; guess < TokenServerEndpoint.WrongKeysPerMinute; guess++)
        {
            IsProblem(await AskAsync(Question, "guess" + guess), 401, "unauthorized");
        }

        IsProblem(await AskAsync(Question, "guess"), 429, "slow_down");
        Assert.Equal(200, (await AskAsync(Question, Key)).StatusCode);

        _backend.Clock.Advance(TimeSpan.FromMinutes(1));
        IsProblem(await AskAsync(Question, "guess"), 401, "unauthorized");
    }

    [Theory]
    [InlineData(40164, 500, "misconfigured")]
    [InlineData(45009, 429, "slow_down")]
    public async Task What_WeChat_refuses_is_a_problem_without_its_words(int errorCode, int status, string code)
    {
        _backend.WeChat.Faults.Always(FakeFault.Error(errorCode, "invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist"), StableToken);
        var answer = await AskAsync(Question, Key);

        IsProblem(answer, status, code);
        Assert.Equal(errorCode, Json(answer).GetProperty("errcode").GetInt32());
        Assert.DoesNotContain("203.0.113.7", Encoding.UTF8.GetString(answer.Body.Span), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_token_of_another_kind_is_not_handed_out(bool isNone)
    {
        await using var backend = new Backend(
            options => options.AccessTokens.TokenServerKeys = [Key],
            builder => builder.UseAccessTokens(_ => new FixedTokens(isNone ? AccessToken.None : new AccessToken("of-the-platform", DateTimeOffset.MaxValue, "cloudbase_access_token"))));

        var answer = await backend.Client.CreateTokenServer().HandleAsync(Request($$"""{"appid":"{{backend.WeChat.AppId}}"}""", Key), isPrivate: true, Cancellation);

        IsProblem(answer, 500, "misconfigured");
        Assert.DoesNotContain("of-the-platform", Encoding.UTF8.GetString(answer.Body.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_leaves_ends_its_wait_only()
    {
        _backend.WeChat.Faults.Next(FakeFault.Hang, 1, StableToken);
        using var leaves = new CancellationTokenSource();
        var asked = _server.HandleAsync(Request(Question, Key), isPrivate: true, leaves.Token);
        await _backend.WeChat.Journal.WaitForArrivalsAsync(1, Cancellation);
        await leaves.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked.AsTask());
        _backend.WeChat.Faults.Clear();
        Assert.Equal(200, (await AskAsync(Question, Key)).StatusCode);
        Assert.Equal(1, _backend.WeChat.Journal.CallsTo(StableToken));
    }

    private static string TokenOf(MiniResponse answer) => Json(answer).GetProperty("access_token").GetString()!;

    private static JsonElement Json(MiniResponse answer) => JsonDocument.Parse(answer.Body).RootElement;

    private static Dictionary<string, string> Authorization(string? key) => key is null ? [] : new() { ["authorization"] = "Bearer " + key };

    private static MiniRequest Request(string body, string? key) => new("POST", "/wechat/token", Authorization(key), Encoding.Latin1.GetBytes(body));

    private static void IsProblem(MiniResponse answer, int status, string code)
    {
        Assert.Equal((status, code), (answer.StatusCode, Json(answer).GetProperty("code").GetString()));
        Assert.Equal(("application/problem+json", "no-store"), (answer.Headers["Content-Type"], answer.Headers["Cache-Control"]));
    }

    private string Report(string token) => $$"""{"appid":"{{_backend.WeChat.AppId}}","rejected":"{{TokenServerEndpoint.HashOf(token)}}"}""";

    private Task<MiniResponse> AskAsync(string body, string? key, bool isPrivate = true) => _server.HandleAsync(Request(body, key), isPrivate, Cancellation).AsTask();

    private sealed class FixedTokens(AccessToken token) : IAccessTokenProvider
    {
        public ValueTask<AccessToken> GetTokenAsync(CancellationToken cancellationToken = default) => new(token);

        public void Invalidate(string rejectedToken)
        {
        }

        public Task<AccessToken> ForceRefreshAsync(CancellationToken cancellationToken = default) => Task.FromResult(token);
    }
}
