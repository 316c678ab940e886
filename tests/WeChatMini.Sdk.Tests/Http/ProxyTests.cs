using System.Net;
using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.Testing;
using Xunit;

namespace WeChatMini.Sdk.Tests.Http;

/// <summary>What goes in the clear goes to this machine only, and a proxy that the environment names is another one.</summary>
[Collection("the proxy of the process")]
public sealed class ProxyTests : IDisposable
{
    private readonly IWebProxy _before = HttpClient.DefaultProxy;
    private readonly EverywhereProxy _proxy = new();

    public ProxyTests() => HttpClient.DefaultProxy = _proxy;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => HttpClient.DefaultProxy = _before;

    [Fact]
    public async Task A_call_over_plain_HTTP_goes_past_every_proxy()
    {
        await using var weChat = FakeWeChat.Start();
        weChat.Apis.Add("/wxa/query", static _ => FakeApiAnswer.Json("""{"errcode":0}"""));
        var services = new ServiceCollection();
        services.AddWeChatMini(options => (options.AppId, options.AppSecret, options.BaseAddress) = (weChat.AppId, weChat.AppSecret, weChat.BaseAddress));
        services.AddHttpClient("api").AddWeChatMiniApi();
        await using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<WeChatMiniClient>().LoginAsync(weChat.Users.Add("o-alice").NextLoginCode(), Cancellation);
        await provider.GetRequiredService<IHttpClientFactory>().CreateClient("api").GetAsync("/wxa/query", Cancellation);

        Assert.DoesNotContain(_proxy.Asked, static address => address.Scheme == Uri.UriSchemeHttp);
    }

    [Fact]
    public async Task A_call_over_TLS_uses_the_proxy_that_the_environment_names()
    {
        await using var client = WeChatMiniClient.Create(new WeChatMiniOptions { AppId = "wx1234567890abcdef", AppSecret = "secret" });

        await Assert.ThrowsAsync<Sdk.Errors.WeChatException>(() => client.LoginAsync("code", Cancellation));

        Assert.Contains(_proxy.Asked, static address => address.Scheme == Uri.UriSchemeHttps);
    }

    /// <summary>Sends everything to a port where nobody listens.</summary>
    private sealed class EverywhereProxy : IWebProxy
    {
        public ICredentials? Credentials { get; set; }

        public System.Collections.Concurrent.ConcurrentQueue<Uri> Asked { get; } = new();

        public Uri? GetProxy(Uri destination)
        {
            Asked.Enqueue(destination);
            return new Uri("http://127.0.0.1:1");
        }

        public bool IsBypassed(Uri host) => false;
    }
}
