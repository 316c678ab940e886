using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.CloudRun;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Testing;
using Xunit;

namespace WeChatMini.Sdk.Tests.TokenServer;

/// <summary>What cannot work or is not safe stops the start with a sentence that says what to do, and shows no key.</summary>
public sealed class TokenServerSetupTests
{
    private const string Secret = "c2VjcmV0IHRoYXQgaXMgYWxzbyBiYXNlNjQgb2YgMzIgYnl0ZXM=";
    private const string Key = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    private static readonly Uri Server = new("https://tokens.example.com/wechat/token");

    [Fact]
    public async Task A_server_without_a_key_says_how_to_make_one()
    {
        await using var client = WeChatMiniClient.Create(Options());
        Assert.Contains("openssl rand -base64 32", Refusal(() => client.CreateTokenServer()), StringComparison.Ordinal);
    }

    /// <summary>A token server serves one AppID, so another app that asked it would be told that it is misconfigured.</summary>
    [Fact]
    public async Task The_default_apps_token_server_is_not_asked_for_another_app()
    {
        await using var weChat = FakeWeChat.Start();
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(weChat.Clock);
        services.AddWeChatMini(options => (options.AppId, options.AppSecret) = ("wx0000000000000000", Secret)).UseTokenServer(FakeNetwork.NobodyListens(), Key);
        services.AddWeChatMini("club", options => (options.AppId, options.AppSecret, options.BaseAddress) = (weChat.AppId, weChat.AppSecret, weChat.BaseAddress));
        await using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<IWeChatMiniClients>().Get("club").AccessTokens.GetTokenAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, weChat.Journal.CallsTo("/cgi-bin/stable_token"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not Base64 at all, but long enough to be a key")]
    [InlineData("MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MA==")]
    [InlineData("MDEyMzQ1Njc4OTAxMjM0NTY3 ODkwMTIzNDU2Nzg5MDE=")]
    public void A_key_of_less_than_256_bits_is_refused_on_both_sides(string key)
    {
        var server = Refusal(() => WeChatMiniClient.Create(Options(key)));
        Assert.Contains("AccessTokens:TokenServerKeys is not the Base64 of at least 32 random bytes", server, StringComparison.Ordinal);
        if (key.Length > 0)
        {
            Assert.DoesNotContain(key, server, StringComparison.Ordinal);
            var client = Refusal(() => WeChatMiniClient.Create(Options(), builder => builder.UseTokenServer(Server, key)));
            Assert.Contains("The key given to UseTokenServer is not", client, StringComparison.Ordinal);
            Assert.DoesNotContain(key, client, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_AppSecret_is_no_key_nor_is_an_earlier_one_or_one_of_the_key_ring()
    {
        var old = Options();
        (old.AppSecret, old.PreviousAppSecrets) = ("another", [Secret]);
        var ring = Options();
        (ring.SessionKeyRing, ring.AccessTokens.TokenServerKeys) = ([Key], [Key]);
        foreach (var refusal in new[]
        {
            Refusal(() => WeChatMiniClient.Create(Options(Secret))),
            Refusal(() => WeChatMiniClient.Create(ring)),
            Refusal(() => WeChatMiniClient.Create(Options(), builder => builder.UseTokenServer(Server, Secret))),
            Refusal(() => WeChatMiniClient.Create(old, builder => builder.UseTokenServer(Server, Secret))),
        })
        {
            Assert.Contains("is also used as the AppSecret or to seal session_keys; make another one", refusal, StringComparison.Ordinal);
            Assert.DoesNotContain(Secret, refusal, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_server_that_would_ask_a_token_server_is_refused()
    {
        await using var client = WeChatMiniClient.Create(Options(Key), builder => builder.UseTokenServer(Server, Key));
        Assert.Contains("Leave UseTokenServer out here", Refusal(() => client.CreateTokenServer()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CloudRunTokens.None)]
    [InlineData(CloudRunTokens.File)]
    [InlineData(CloudRunTokens.Header)]
    public async Task A_server_of_what_CloudRun_hands_over_is_refused(CloudRunTokens tokens)
    {
        await using var client = WeChatMiniClient.Create(Options(Key), builder => builder.UseCloudRun(cloudRun => cloudRun.Tokens = tokens));
        Assert.Contains("of no use elsewhere", Refusal(() => client.CreateTokenServer()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://tokens.example.com/wechat/token")]
    [InlineData("http://10.0.0.7/wechat/token")]
    [InlineData("http://127.0.0.1.example.com/wechat/token")]
    [InlineData("https://user:password@tokens.example.com/wechat/token")]
    [InlineData("ftp://127.0.0.1/wechat/token")]
    [InlineData("/wechat/token")]
    public void An_address_that_would_show_the_key_is_refused_at_once(string address) =>
        Assert.Contains("must be a full https address", Refusal(() => WeChatMiniClient.Create(Options(), builder => builder.UseTokenServer(new Uri(address, UriKind.RelativeOrAbsolute), Key))), StringComparison.Ordinal);

    [Fact]
    public void Two_sources_of_tokens_are_one_too_many() =>
        Assert.Contains("Keep one of them", Refusal(() => WeChatMiniClient.Create(Options(), builder => builder.UseTokenServer(Server, Key).UseCloudRun())), StringComparison.Ordinal);

    private static string Refusal(Func<object> start)
    {
        var failure = Assert.Throws<WeChatException>(start);
        Assert.Equal(WeChatErrorKind.Misconfigured, failure.Kind);
        return failure.Message;
    }

    private static WeChatMiniOptions Options(string? key = null)
    {
        var options = new WeChatMiniOptions { AppId = "wx0123456789abcdef", AppSecret = Secret };
        options.AccessTokens.TokenServerKeys = key is null ? [] : [key];
        return options;
    }
}
