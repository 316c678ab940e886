using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Signatures;
using WeChatMini.Sdk.Testing;
using Xunit;

namespace WeChatMini.Sdk.Tests.Signatures;

/// <summary>A client of the user's own whose calls are signed at the last hop.</summary>
public sealed class SignedClientTests : IAsyncDisposable
{
    private const string Balance = "/xpay/query_user_balance";
    private readonly FakeWeChat _weChat = FakeWeChat.Start();
    private readonly List<(string Body, string PaySig, string Signature, string Method)> _calls = [];
    private readonly ServiceProvider _services;
    private readonly List<string> _seen = [];

    public SignedClientTests()
    {
        foreach (var path in (string[])[Balance, "/wxa/game/getbalance", "/retail/B2b/getorder", "/wxa/set_user_storage", "/wxa/msg_sec_check"])
        {
            _weChat.Apis.Add(path, request =>
            {
                _calls.Add((Encoding.UTF8.GetString(request.Body.Span), request.Query("pay_sig"), request.Query("signature"), request.Query("sig_method")));
                return FakeApiAnswer.Json("""{"errcode":0,"errmsg":"ok"}""");
            });
        }

        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(_weChat.Clock);
        services.AddWeChatMini(options => (options.AppId, options.AppSecret, options.BaseAddress) = (_weChat.AppId, _weChat.AppSecret, _weChat.BaseAddress));
        services.AddHttpClient("pay").AddPaySignature("12345", "67890").AddWeChatMiniApi().AddHttpMessageHandler(() => new Rewriter(_seen));
        services.AddHttpClient("live").AddWeChatMiniApi().AddPaySignature("12345");
        _services = services.BuildServiceProvider();
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _weChat.DisposeAsync();
    }

    [Fact]
    public async Task Both_signatures_are_over_the_bytes_that_arrive_whatever_a_handler_did_to_them()
    {
        var (user, session) = await SignInAsync();

        await PostAsync("pay", Balance, """{"openid": "xxx", "env": 0}""", session);

        var call = Assert.Single(_calls);
        Assert.Equal("""{"openid": "xxx", "env": 0} """, call.Body);
        Assert.Equal(PaySignature.Compute("12345", Balance, call.Body), call.PaySig);
        Assert.Equal(Hmac(user.SessionKey, call.Body), call.Signature);
        Assert.Equal("", call.Method);
        Assert.All(_seen, address => Assert.DoesNotContain("sig", address, StringComparison.Ordinal));
        Assert.NotEmpty(_seen);
    }

    [Theory]
    [InlineData("""{"env":1}""", "67890")]
    [InlineData("""{"a":{"env":1},"env":0}""", "12345")]
    [InlineData("""{"mchid":"1"}""", "12345")]
    public async Task The_environment_in_the_body_chooses_the_key(string body, string key)
    {
        await PostAsync("pay", "/retail/B2b/getorder", body);

        Assert.Equal(PaySignature.Compute(key, "/retail/B2b/getorder", body + " "), Assert.Single(_calls).PaySig);
    }

    [Fact]
    public async Task Without_a_key_of_the_sandbox_a_call_of_the_sandbox_is_not_sent()
    {
        var failure = await Assert.ThrowsAsync<WeChatException>(() => PostAsync("live", Balance, """{"env":1}"""));

        Assert.Equal(WeChatErrorKind.Misconfigured, failure.Kind);
        Assert.Empty(_calls);
    }

    [Fact]
    public async Task A_game_call_names_the_method_too_and_a_storage_call_has_no_pay_sig()
    {
        var (user, session) = await SignInAsync();

        await PostAsync("live", "/wxa/game/getbalance", """{"env":0}""", session);
        await PostAsync("live", "/wxa/set_user_storage", """{"kv_list":[]}""", session);

        Assert.All(_calls, call => Assert.Equal("hmac_sha256", call.Method));
        Assert.All(_calls, call => Assert.Equal(Hmac(user.SessionKey, call.Body), call.Signature));
        Assert.Equal(64, _calls[0].PaySig.Length);
        Assert.Equal("", _calls[1].PaySig);
    }

    [Fact]
    public async Task An_ordinary_call_is_not_signed()
    {
        await PostAsync("live", "/wxa/msg_sec_check", "{}");

        Assert.Equal(("{}", "", "", ""), Assert.Single(_calls));
    }

    [Fact]
    public async Task A_session_that_has_ended_signs_nothing()
    {
        var (_, session) = await SignInAsync();
        await _services.GetRequiredService<WeChatMiniClient>().Sessions.RevokeAllAsync("o-alice", Ct);

        var failure = await Assert.ThrowsAsync<WeChatException>(() => PostAsync("live", Balance, """{"env":0}""", session));

        Assert.Equal(WeChatErrorKind.LoginAgain, failure.Kind);
        Assert.Empty(_calls);
    }

    [Fact]
    public async Task The_same_signatures_go_with_the_second_attempt_after_a_rejected_token()
    {
        await PostAsync("live", Balance, """{"env":0}""");
        _weChat.Tokens.InvalidateAll();

        await PostAsync("live", Balance, """{"env":0}""");

        Assert.Equal(2, _calls.Count);
        Assert.Equal(_calls[0], _calls[1]);
    }

    [Fact]
    public async Task What_a_request_carries_of_its_session_shows_nothing_of_it()
    {
        var (_, session) = await SignInAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, Balance);
        request.SignWith(session);

        var carried = Assert.Single(request.Options).Value!;

        Assert.Equal(("SigningSession", "{}"), (carried.ToString(), JsonSerializer.Serialize(carried, carried.GetType())));
        Assert.Empty(carried.GetType().GetProperties());
        Assert.Empty(carried.GetType().GetFields());
    }

    /// <summary>It would be in every log that takes requests apart, and silently unsigned is worse.</summary>
    [Fact]
    public async Task A_bare_session_as_an_option_is_refused()
    {
        var (_, session) = await SignInAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, Balance) { Content = new StringContent("{}") };
        request.Options.Set(new HttpRequestOptionsKey<MiniSession>(RequestSigning.Session), session);

        await Assert.ThrowsAsync<InvalidOperationException>(() => _services.GetRequiredService<IHttpClientFactory>().CreateClient("live").SendAsync(request, Ct));

        Assert.Empty(_calls);
    }

    [Fact]
    public async Task Keys_in_the_options_sign_for_every_client_and_each_merchant_with_its_own()
    {
        await using var services = Services(options =>
        {
            options.Payment.AppKey = "of the app";
            options.Payment.MerchantAppKeys["1230000109"] = "of the merchant";
        });

        await PostAsync(services, "plain", "/retail/B2b/getorder", """{"mchid":"1230000109","env":1}""");
        await PostAsync(services, "plain", "/retail/B2b/getorder", """{"mchid":"1230000110"}""");
        await PostAsync(services, "pay", Balance, "{}");

        Assert.Equal(PaySignature.Compute("of the merchant", "/retail/B2b/getorder", _calls[0].Body), _calls[0].PaySig);
        Assert.Equal(PaySignature.Compute("of the app", "/retail/B2b/getorder", _calls[1].Body), _calls[1].PaySig);
        Assert.Equal(PaySignature.Compute("12345", Balance, _calls[2].Body), _calls[2].PaySig);
    }

    [Fact]
    public async Task A_description_of_an_API_says_which_signatures_it_gets()
    {
        var (user, session) = await SignInAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, Balance) { Content = new StringContent("{}") };
        request.SignWith(RequestSignatures.PaySig | RequestSignatures.Session | RequestSignatures.SigMethod, session);

        using var response = await _services.GetRequiredService<IHttpClientFactory>().CreateClient("live").SendAsync(request, Ct);

        var call = Assert.Single(_calls);
        Assert.Equal((PaySignature.Compute("12345", Balance, "{}"), Hmac(user.SessionKey, "{}"), "hmac_sha256"), (call.PaySig, call.Signature, call.Method));
    }

    [Fact]
    public async Task What_should_be_signed_is_not_sent_without_a_key()
    {
        await using var services = Services(static _ => { });
        using var request = new HttpRequestMessage(HttpMethod.Post, Balance) { Content = new StringContent("{}") };
        request.SignWith(RequestSignatures.PaySig);

        var failure = await Assert.ThrowsAsync<WeChatException>(() => services.GetRequiredService<IHttpClientFactory>().CreateClient("plain").SendAsync(request, Ct));

        Assert.Equal(WeChatErrorKind.Misconfigured, failure.Kind);
        Assert.Empty(_calls);
        Assert.Throws<ArgumentNullException>(() => request.SignWith(RequestSignatures.Session));
    }

    private ServiceProvider Services(Action<WeChatMiniOptions> configure)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(_weChat.Clock);
        services.AddWeChatMini(options =>
        {
            (options.AppId, options.AppSecret, options.BaseAddress) = (_weChat.AppId, _weChat.AppSecret, _weChat.BaseAddress);
            configure(options);
        });
        services.AddHttpClient("plain").AddWeChatMiniApi();
        services.AddHttpClient("pay").AddWeChatMiniApi().AddPaySignature("12345");
        return services.BuildServiceProvider();
    }

    private static async Task PostAsync(ServiceProvider services, string client, string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await services.GetRequiredService<IHttpClientFactory>().CreateClient(client).PostAsync(path, content, Ct);
    }

    private static string Hmac(string key, string data) =>
        Convert.ToHexStringLower(System.Security.Cryptography.HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(data)));

    private async Task<(FakeUser User, MiniSession Session)> SignInAsync()
    {
        var user = _weChat.Users.Add("o-alice");
        return (user, (await _services.GetRequiredService<WeChatMiniClient>().LoginAsync(user.NextLoginCode(), Ct)).Session);
    }

    private async Task PostAsync(string client, string path, string body, MiniSession? session = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (session is not null)
        {
            request.SignWith(session);
        }

        using var response = await _services.GetRequiredService<IHttpClientFactory>().CreateClient(client).SendAsync(request, Ct);
    }

    /// <summary>A handler that changes the body and notes the address, as a logger would, before and after.</summary>
    private sealed class Rewriter(List<string> seen) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = await request.Content!.ReadAsStringAsync(cancellationToken) + " ";
            request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
            seen.Add(request.RequestUri!.ToString());
            var response = await base.SendAsync(request, cancellationToken);
            seen.Add(response.RequestMessage!.RequestUri!.ToString());
            return response;
        }
    }
}
