using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.DependencyInjection;
using WeChatMini.Sdk.Endpoint;
using WeChatMini.Sdk.Login;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Tests.Support;
using Xunit;

namespace WeChatMini.Sdk.Tests.CloudRun;

/// <summary>Logins by the headers that CloudRun adds, through the endpoint in bytes.</summary>
public sealed class CloudRunLoginTests
{
    private const string Own = "{own}";
    private const string Other = "wx1111111111111111";

    /// <summary>Each is one header line short of, or beyond, what may be trusted.</summary>
    public static TheoryData<string> Untrustworthy =>
    [
        // Not through WeChat.
        "X-WX-OPENID: o-alice|X-WX-APPID: {own}",
        "X-WX-OPENID: o-alice|X-WX-APPID: {own}|X-WX-SOURCE: ",
        "X-WX-OPENID: o-alice|X-WX-APPID: {own}|X-WX-SOURCES: wx_client",

        // For another mini-program, or for none.
        "X-WX-OPENID: o-alice|X-WX-SOURCE: wx_client",
        "X-WX-OPENID: o-alice|X-WX-SOURCE: wx_client|X-WX-APPID: wx1111111111111111",

        // More than once, or not as the platform writes it.
        "X-WX-OPENID: o-alice|X-WX-OPENID: o-bob|X-WX-SOURCE: wx_client|X-WX-APPID: {own}",
        "X-WX-OPENID: o-alice,o-bob|X-WX-SOURCE: wx_client|X-WX-APPID: {own}",
        "X-WX-OPENID: o-alice|X-WX-SOURCE: wx_client|X-WX-SOURCE: wx_client|X-WX-APPID: {own}",
        "X-WX-OPENID: o-alice|X-WX-SOURCE: wx_client|X-WX-APPID: {own}|X-WX-APPID: {own}",
        "X-WX-OPENID: o-alice|X-WX-SOURCE: wx_client|X-WX-APPID: {own}|X-WX-UNIONID: u-1|X-WX-UNIONID: u-2",
        "X-WX-OPENID: wx2222222222222222:o-alice|X-WX-SOURCE: wx_client|X-WX-APPID: {own}",
        "X-WX-OPENID: o alice|X-WX-SOURCE: wx_client|X-WX-APPID: {own}",

        // Of another mini-program that is not named, alone or beside a user of this one.
        "X-WX-FROM-OPENID: o-alice|X-WX-FROM-APPID: wx2222222222222222|X-WX-SOURCE: wx_client|X-WX-APPID: {own}",
        "X-WX-OPENID: o-alice|X-WX-FROM-OPENID: o-alice|X-WX-FROM-APPID: wx2222222222222222|X-WX-SOURCE: wx_client|X-WX-APPID: {own}",
        "X-WX-FROM-OPENID: o-alice|X-WX-FROM-APPID: wx1111111111111111|X-WX-FROM-APPID: wx1111111111111111|X-WX-SOURCE: wx_client",

        // Of one that is named, and not quite.
        "X-WX-FROM-OPENID: o-alice|X-WX-FROM-APPID: wx1111111111111111",
        "X-WX-FROM-OPENID: o-alice|X-WX-SOURCE: wx_client|X-WX-APPID: {own}",
        "X-WX-FROM-APPID: wx1111111111111111|X-WX-SOURCE: wx_client|X-WX-APPID: {own}",
        "X-WX-OPENID: o-alice|X-WX-FROM-APPID: wx1111111111111111|X-WX-SOURCE: wx_client|X-WX-APPID: {own}",
        "X-WX-FROM-OPENID: o-alice|X-WX-FROM-APPID: wx1111111111111111|X-WX-SOURCE: wx_client|X-WX-APPID: wx3333333333333333",
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("X-WX-OPENID: o-alice|X-WX-SOURCE: wx_client|X-WX-APPID: {own}", "")]
    [InlineData("x-wx-openid: o-alice|x-wx-source: wx_client|x-wx-appid: {own}", "{}")]
    public async Task The_user_that_the_platform_names_is_signed_in_without_a_code(string headers, string body)
    {
        await using var backend = Trusting();

        var session = await SignedInAsync(backend, headers + "|X-WX-UNIONID: u-1", body);

        Assert.Equal(("o-alice", "u-1"), (session.OpenId, session.UnionId));
        Assert.Empty(backend.WeChat.Journal.Arrivals);
    }

    [Theory]
    [MemberData(nameof(Untrustworthy))]
    public async Task Whatever_cannot_be_trusted_is_400_and_makes_no_session(string headers)
    {
        var store = new CountingStore();
        await using var backend = Trusting(builder => builder.UseSessionStore(_ => store));

        var answer = await SendAsync(backend, headers);

        Assert.Equal(400, answer.StatusCode);
        Assert.Equal(0, store.Calls);
        Assert.Empty(backend.WeChat.Journal.Arrivals);
    }

    [Fact]
    public async Task Nobody_named_is_400()
    {
        await using var backend = Trusting();
        Assert.Equal(400, (await SendAsync(backend, "X-WX-SOURCE: wx_client|X-WX-APPID: {own}")).StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("|X-WX-APPID: {own}")]
    public async Task A_user_of_a_named_mini_program_has_a_name_that_no_user_of_this_one_can_have(string more)
    {
        await using var backend = Trusting();
        var own = await SignedInAsync(backend, "X-WX-OPENID: o-alice|X-WX-SOURCE: wx_client|X-WX-APPID: {own}");

        var other = await SignedInAsync(backend, $"X-WX-FROM-OPENID: o-alice|X-WX-FROM-APPID: {Other}|X-WX-FROM-UNIONID: u-2|X-WX-SOURCE: wx_client" + more);

        Assert.Equal((Other + ":o-alice", "u-2"), (other.OpenId, other.UnionId));
        Assert.Equal(own.Reference, Assert.Single(await backend.Client.Sessions.ListAsync("o-alice", Cancellation)).Reference);
    }

    [Fact]
    public async Task A_code_is_exchanged_whatever_the_headers_say()
    {
        await using var backend = Trusting();

        var session = await SignedInAsync(backend, "X-WX-OPENID: o-alice|X-WX-SOURCE: wx_client|X-WX-APPID: {own}", Code(backend, "o-bob"));

        Assert.Equal("o-bob", session.OpenId);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_the_opt_in_the_headers_do_nothing_at_all(bool usesCloudRun)
    {
        await using var backend = new Backend(configure: builder => _ = usesCloudRun ? builder.UseCloudRun() : builder);
        const string Headers = "X-WX-OPENID: o-alice|X-WX-SOURCE: wx_client|X-WX-APPID: {own}";

        Assert.Equal(400, (await SendAsync(backend, Headers)).StatusCode);
        Assert.Equal(400, (await SendAsync(backend, Headers, "{}")).StatusCode);
        Assert.Equal("o-bob", (await SignedInAsync(backend, Headers, Code(backend, "o-bob"))).OpenId);
        Assert.Empty(await backend.Client.Sessions.ListAsync("o-alice", Cancellation));
    }

    [Fact]
    public async Task What_the_default_mini_program_trusts_no_other_does()
    {
        var services = new ServiceCollection();
        services.AddWeChatMini(options => (options.AppId, options.AppSecret) = ("wx0000000000000000", "secret")).UseCloudRun(cloudRun => cloudRun.TrustOpenId = true);
        services.AddWeChatMini("club", options => (options.AppId, options.AppSecret) = (Other, "secret"));
        await using var provider = services.BuildServiceProvider();
        var request = new MiniRequest("POST", "/wx/login", [new("X-WX-OPENID", "o-alice"), new("X-WX-SOURCE", "wx_client"), new("X-WX-APPID", Other)]);

        Assert.Equal(400, (await provider.GetRequiredService<IWeChatMiniClients>().Get("club").Endpoint.HandleAsync(request, Cancellation)).StatusCode);
    }

    [Fact]
    public async Task The_login_handler_decides_on_these_logins_too()
    {
        await using var backend = Trusting(builder => builder.AddLoginHandler<NobodyComesIn>());

        Assert.Equal(403, (await SendAsync(backend, "X-WX-OPENID: o-alice|X-WX-SOURCE: wx_client|X-WX-APPID: {own}")).StatusCode);
    }

    [Fact]
    public async Task The_session_that_the_client_still_held_ends()
    {
        await using var backend = Trusting();
        const string Headers = "X-WX-OPENID: o-alice|X-WX-SOURCE: wx_client|X-WX-APPID: {own}";
        var token = JsonDocument.Parse((await SendAsync(backend, Headers)).Body).RootElement.GetProperty("token").GetString();

        await SignedInAsync(backend, Headers + "|Authorization: Bearer " + token);

        Assert.Null(await backend.Client.Sessions.ValidateAsync(token, Cancellation));
    }

    [Fact]
    public async Task Such_a_login_leaves_the_session_key_that_the_user_has()
    {
        var store = new MemorySessionStore();
        await using var backend = Trusting(builder => builder.UseSessionStore(_ => store));
        await SignedInAsync(backend, "", Code(backend, "o-alice"));
        var key = backend.User("o-alice").SessionKey;

        for (var login = 0; login < 2; login++)
        {
            backend.Advance(TimeSpan.FromMinutes(1));
            var slot = await SlotAsync(backend, store, "X-WX-OPENID: o-alice|X-WX-SOURCE: wx_client|X-WX-APPID: {own}");
            Assert.Equal(key, Open(backend, slot.Current));
            Assert.Null(slot.Previous);
        }
    }

    [Fact]
    public async Task A_user_without_a_session_key_has_none_that_opens_and_gets_one_with_the_first_code()
    {
        var store = new MemorySessionStore();
        await using var backend = Trusting(builder => builder.UseSessionStore(_ => store));
        var before = await SlotAsync(backend, store, "X-WX-OPENID: o-alice|X-WX-SOURCE: wx_client|X-WX-APPID: {own}");
        var after = await SlotAsync(backend, store, "", Code(backend, "o-alice"));

        Assert.Null(Open(backend, before.Current));
        Assert.Equal(backend.User("o-alice").SessionKey, Open(backend, after.Current));
        Assert.Null(Open(backend, after.Previous!));
    }

    private static Backend Trusting(Action<WeChatMiniBuilder>? configure = null) => new(configure: builder =>
    {
        builder.UseCloudRun(cloudRun =>
        {
            cloudRun.TrustOpenId = true;
            cloudRun.TrustedFromAppIds = [Other];
        });
        configure?.Invoke(builder);
    });

    private static string Code(Backend backend, string openId) => $$"""{"code":"{{backend.User(openId).NextLoginCode()}}"}""";

    private static string? Open(Backend backend, SealedSessionKey key) => backend.Client.App.Snapshot.SessionKeySeal.Open(key.Blob.Span, "o-alice") is { } text ? Encoding.UTF8.GetString(text) : null;

    private static async Task<SessionKeySlot> SlotAsync(Backend backend, MemorySessionStore store, string headers, string body = "")
    {
        var answer = await SendAsync(backend, headers, body);
        Assert.True(backend.Client.App.Snapshot.Tokens.TryRead(JsonDocument.Parse(answer.Body).RootElement.GetProperty("token").GetString(), out var address));
        return (await store.FindAsync(address, backend.Clock.GetUtcNow(), Cancellation)).Key!;
    }

    private static async Task<MiniSession> SignedInAsync(Backend backend, string headers, string body = "")
    {
        var answer = await SendAsync(backend, headers, body);
        Assert.True(answer.StatusCode == 200, Encoding.UTF8.GetString(answer.Body.Span));
        return (await backend.Client.Sessions.ValidateAsync(JsonDocument.Parse(answer.Body).RootElement.GetProperty("token").GetString(), Cancellation))!;
    }

    private static async Task<MiniResponse> SendAsync(Backend backend, string headers, string body = "")
    {
        var lines = headers.Replace(Own, backend.WeChat.AppId, StringComparison.Ordinal)
            .Split('|', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(": ", 2))
            .Select(line => KeyValuePair.Create(line[0], line[1]))
            .Append(KeyValuePair.Create("Content-Type", "application/json"));
        return await backend.Client.Endpoint.HandleAsync(new MiniRequest("POST", "/wx/login", lines, Encoding.UTF8.GetBytes(body)), Cancellation);
    }

    private sealed class NobodyComesIn : ILoginHandler
    {
        public ValueTask<LoginDecision> HandleAsync(LoginContext context, CancellationToken cancellationToken) => new(LoginDecision.Refuse("Closed."));
    }
}
