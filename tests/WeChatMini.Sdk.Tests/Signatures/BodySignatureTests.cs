using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.ServerApis;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Signatures;
using WeChatMini.Sdk.Testing;
using Xunit;

namespace WeChatMini.Sdk.Tests.Signatures;

/// <summary>Signatures that stand in the body: of instant delivery, and of the first mini-game payment.</summary>
public sealed class BodySignatureTests : IAsyncDisposable
{
    private const string Order = "/cgi-bin/express/local/business/order/get";
    private const string Balance = "/cgi-bin/midas/getbalance";
    private const string Sandbox = "/cgi-bin/midas/sandbox/getbalance";

    private static readonly ServerApi OrderApi = new(HttpMethod.Post, Order) { Signatures = RequestSignatures.DeliverySign };
    private static readonly ServerApi BalanceApi = new(HttpMethod.Post, Balance) { Signatures = RequestSignatures.MidasSig };

    private readonly FakeWeChat _weChat = FakeWeChat.Start();
    private readonly List<string> _seen = [];
    private readonly ServiceProvider _services;

    public BodySignatureTests()
    {
        _weChat.Apis.PayKey = "zNLgAGgqsEWJOg1nFVaO5r7fAlIQxr1u";
        _weChat.Apis.Add(Order, _ => FakeApiAnswer.Json("""{"errcode":0}"""));
        _weChat.Apis.Add(Sandbox, _ => FakeApiAnswer.Json("""{"errcode":0}"""));
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(_weChat.Clock);
        services.AddWeChatMini(options =>
        {
            (options.AppId, options.AppSecret, options.BaseAddress) = (_weChat.AppId, _weChat.AppSecret, _weChat.BaseAddress);
            (options.Payment.AppKey, options.Payment.SandboxAppKey) = (_weChat.Apis.PayKey, "of the sandbox");
            options.Delivery.AppSecrets["test_shop_id"] = "test_app_secrect";
        });
        services.AddHttpClient("own").AddWeChatMiniApi().AddHttpMessageHandler(() => new Reader(_seen));
        _services = services.BuildServiceProvider();
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private WeChatMiniClient Client => _services.GetRequiredService<WeChatMiniClient>();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _weChat.DisposeAsync();
    }

    /// <summary>The vector of wechat-protocol 5.7.</summary>
    [Theory]
    [InlineData("""{"shopid":"test_shop_id","shop_order_id":"test_shop_order_id"}""", """{"shopid":"test_shop_id","shop_order_id":"test_shop_order_id","delivery_sign":"a93d8d6bae9a9483c1b1d4e8670e7f6226ec94cb"}""")]
    [InlineData("""{ "shop_order_id" : "test_shop_order_id", "shopid" : "test_shop_id", "goods" : [{"名" : "茶 😀"}] } """, """{ "shop_order_id" : "test_shop_order_id", "shopid" : "test_shop_id", "goods" : [{"名" : "茶 😀"}] ,"delivery_sign":"a93d8d6bae9a9483c1b1d4e8670e7f6226ec94cb"}""")]
    public async Task A_call_of_instant_delivery_is_signed_and_the_rest_of_its_body_goes_as_it_is(string body, string sent)
    {
        await Client.ServerApis.SendAsync(OrderApi, new ServerApiRequest().WithText(body), Ct);

        Assert.Equal(sent, Arrived(Order));
    }

    [Fact]
    public async Task A_client_of_ones_own_is_signed_where_no_handler_sees_it()
    {
        using var request = Post(Order, """{"shopid":"test_shop_id"}""");
        request.SignWith(RequestSignatures.DeliverySign);

        using var answer = await _services.GetRequiredService<IHttpClientFactory>().CreateClient("own").SendAsync(request, Ct);

        Assert.Equal(DeliverySignature.Compute("test_shop_id", "", "test_app_secrect"), Member(Order, "delivery_sign"));
        Assert.Equal(["""{"shopid":"test_shop_id"}""", """{"shopid":"test_shop_id"}"""], _seen);
    }

    [Theory]
    [InlineData("""{"shopid":"another"}""")]
    [InlineData("{}")]
    public async Task Without_an_AppSecret_for_the_shop_nothing_is_sent(string body)
    {
        var failure = await Assert.ThrowsAsync<WeChatException>(() => Client.ServerApis.SendAsync(OrderApi, new ServerApiRequest().WithText(body), Ct));

        Assert.Equal(WeChatErrorKind.Misconfigured, failure.Kind);
        Assert.Contains("Delivery:AppSecrets", failure.Message, StringComparison.Ordinal);
        Assert.Equal(0, _weChat.Journal.CallsTo(Order));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("none")]
    [InlineData("")]
    [InlineData("""{"shopid":"test_shop_id"} {}""")]
    [InlineData("""{"shopid":"test_shop_id","delivery_sign":"mine"}""")]
    [InlineData("""{"shopid":"test_shop_id","delivery_sign":null}""")]
    [InlineData("""{"shopid":"test_shop_id","shop_order_id":{}}""")]
    [InlineData("""{"shopid":"\ud800"}""")]
    [InlineData("""{"\ud800ab":1,"shopid":"test_shop_id"}""")]
    public async Task A_body_that_cannot_be_signed_is_refused_and_not_repeated(string body)
    {
        var failure = await Assert.ThrowsAsync<WeChatException>(() => SendOwnAsync(Order, body, RequestSignatures.DeliverySign));

        Assert.Equal(WeChatErrorKind.Misconfigured, failure.Kind);
        Assert.DoesNotContain("mine", failure.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, _weChat.Journal.CallsTo(Order));
    }

    /// <summary>The vector of wechat-protocol 5.4. What is optional, such as user_ip, is not signed.</summary>
    [Fact]
    public async Task A_call_of_the_first_payment_has_both_signatures()
    {
        var (user, session) = await SignInAsync();

        await SendBalanceAsync(session, """{"openid":"odkx20ENSNa2w5y3g_qOkOvBNM1g","appid":"wx1234567","offer_id":"12345678","ts":1507530737,"zone_id":"1","pf":"android","user_ip":"127.0.0.1"}""");

        Assert.Equal("1ad64e8dcb2ec1dc486b7fdf01f4a15159fc623dc3422470e51cf6870734726b", Member(Balance, "sig"));
        Assert.Equal(MpSig(user, "wx1234567", "1507530737"), Member(Balance, "mp_sig"));
    }

    [Fact]
    public async Task What_the_signature_needs_and_the_body_lacks_is_added()
    {
        var (_, session) = await SignInAsync();

        await SendBalanceAsync(session, """{"openid":"odkx20ENSNa2w5y3g_qOkOvBNM1g","zone_id":"1","pf":"android"}""");

        Assert.Equal(_weChat.AppId, Member(Balance, "appid"));
        Assert.Equal(_weChat.Clock.GetUtcNow().ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture), Member(Balance, "ts"));
    }

    /// <summary>What a serializer writes for a member without a value.</summary>
    [Theory]
    [InlineData(Order, """{"shopid":"test_shop_id","shop_order_id":null}""")]
    [InlineData(Balance, """{"openid":"odkx20ENSNa2w5y3g_qOkOvBNM1g","appid":"wx1234567","offer_id":null,"ts":1,"zone_id":"1","pf":"android"}""")]
    public async Task A_member_that_is_null_is_signed_as_one_that_is_not_there(string path, string body)
    {
        var (_, session) = await SignInAsync();
        _weChat.Apis.Add(path, _ => FakeApiAnswer.Json("""{"errcode":0}"""));

        await SendOwnAsync(path, body, path == Order ? RequestSignatures.DeliverySign : RequestSignatures.MidasSig, session);

        Assert.Equal(
            path == Order
                ? DeliverySignature.Compute("test_shop_id", "", "test_app_secrect")
                : MidasSignature.Compute(_weChat.Apis.PayKey!, Balance, [new("openid", session.OpenId), new("appid", "wx1234567"), new("ts", "1"), new("zone_id", "1"), new("pf", "android")]),
            Member(path, path == Order ? "delivery_sign" : "sig"));
    }

    [Theory]
    [InlineData("""{"zone_id":"1","appid":null,"ts":1}""")]
    [InlineData("""{"zone_id":"1","appid":"wx1","ts":null}""")]
    public async Task A_null_in_the_place_of_what_is_added_is_refused(string body)
    {
        var (_, session) = await SignInAsync();

        var failure = await Assert.ThrowsAsync<WeChatException>(() => SendBalanceAsync(session, body));

        Assert.Equal(WeChatErrorKind.Misconfigured, failure.Kind);
        Assert.Equal(0, _weChat.Journal.CallsTo(Balance));
    }

    [Fact]
    public async Task Without_a_key_of_the_sandbox_its_call_names_that_one()
    {
        var (_, session) = await SignInAsync();
        _services.GetRequiredService<WeChatMiniClient>().Options.Payment.SandboxAppKey = "";

        var failure = await Assert.ThrowsAsync<WeChatException>(() => SendOwnAsync(Sandbox, "{}", RequestSignatures.MidasSig, session));

        Assert.Contains("SandboxAppKey", failure.Message, StringComparison.Ordinal);
        Assert.Equal(0, _weChat.Journal.CallsTo(Sandbox));
    }

    /// <summary>mp_sig is over the access token.</summary>
    [Fact]
    public async Task After_a_rejected_token_the_second_attempt_is_signed_anew()
    {
        var (user, session) = await SignInAsync();
        await SendBalanceAsync(session, """{"openid":"odkx20ENSNa2w5y3g_qOkOvBNM1g","appid":"wx1234567","offer_id":"12345678","ts":1507530737,"zone_id":"1","pf":"android"}""");
        var first = Member(Balance, "mp_sig");
        _weChat.Tokens.InvalidateAll();

        await SendBalanceAsync(session, """{"openid":"odkx20ENSNa2w5y3g_qOkOvBNM1g","appid":"wx1234567","offer_id":"12345678","ts":1507530737,"zone_id":"1","pf":"android"}""");

        Assert.Equal(3, _weChat.Journal.CallsTo(Balance));
        Assert.NotEqual(first, Member(Balance, "mp_sig"));
        Assert.Equal(MpSig(user, "wx1234567", "1507530737"), Member(Balance, "mp_sig"));
    }

    [Fact]
    public async Task The_sandbox_which_is_in_the_path_has_a_key_of_its_own()
    {
        var (_, session) = await SignInAsync();

        await SendOwnAsync(Sandbox, """{"openid":"o-alice","appid":"wx1","ts":1}""", RequestSignatures.MidasSig, session);

        Assert.Equal(MidasSignature.Compute("of the sandbox", Sandbox, [new("openid", "o-alice"), new("appid", "wx1"), new("ts", "1")]), Member(Sandbox, "sig"));
    }

    [Fact]
    public async Task A_session_that_has_ended_signs_nothing()
    {
        var (_, session) = await SignInAsync();
        await Client.Sessions.RevokeAllAsync(session.OpenId, Ct);

        var failure = await Assert.ThrowsAsync<WeChatException>(() => SendBalanceAsync(session, "{}"));

        Assert.Equal(WeChatErrorKind.LoginAgain, failure.Kind);
        Assert.Equal(0, _weChat.Journal.CallsTo(Balance));
    }

    [Fact]
    public async Task A_call_for_a_user_wants_the_users_session()
    {
        using var request = Post(Balance, "{}");

        Assert.Throws<ArgumentNullException>(() => request.SignWith(RequestSignatures.MidasSig));
        var failure = await Assert.ThrowsAsync<WeChatException>(() => Client.ServerApis.SendAsync(BalanceApi, new ServerApiRequest().WithText("{}"), Ct));
        Assert.Equal(WeChatErrorKind.Misconfigured, failure.Kind);
        Assert.Equal(0, _weChat.Journal.CallsTo(Balance));
    }

    [Fact]
    public void No_other_signature_stands_beside_one_in_the_body()
    {
        using var request = Post(Order, "{}");

        Assert.Throws<ArgumentException>(() => request.SignWith(RequestSignatures.DeliverySign | RequestSignatures.PaySig));
    }

    private static HttpRequestMessage Post(string path, string body) => new(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")) };

    private string Arrived(string path) => Encoding.UTF8.GetString(_weChat.Apis.LastRequest(path)!.Body.Span);

    private string Member(string path, string name) => JsonElement.Parse(Arrived(path)).GetProperty(name).ToString();

    private string MpSig(FakeUser user, string appId, string time) => MidasSignature.ComputeForSession(user.SessionKey, Balance,
    [
        new("openid", user.OpenId), new("appid", appId), new("offer_id", "12345678"), new("ts", time), new("zone_id", "1"), new("pf", "android"),
        new("access_token", _weChat.Apis.LastRequest(Balance)!.Query("access_token")), new("sig", Member(Balance, "sig")),
    ]);

    private async Task<(FakeUser User, MiniSession Session)> SignInAsync()
    {
        var user = _weChat.Users.Add("odkx20ENSNa2w5y3g_qOkOvBNM1g");
        return (user, (await Client.LoginAsync(user.NextLoginCode(), Ct)).Session);
    }

    private Task SendBalanceAsync(MiniSession session, string body) => Client.ServerApis.SendAsync(BalanceApi, new ServerApiRequest { Session = session }.WithText(body), Ct);

    private async Task SendOwnAsync(string path, string body, RequestSignatures signatures, MiniSession? session = null)
    {
        using var request = Post(path, body);
        request.SignWith(signatures, session);
        using var answer = await _services.GetRequiredService<IHttpClientFactory>().CreateClient("own").SendAsync(request, Ct);
    }

    /// <summary>Notes the body before and after, as a logger would.</summary>
    private sealed class Reader(List<string> seen) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            seen.Add(await request.Content!.ReadAsStringAsync(cancellationToken));
            var response = await base.SendAsync(request, cancellationToken);
            seen.Add(await response.RequestMessage!.Content!.ReadAsStringAsync(cancellationToken));
            return response;
        }
    }
}
