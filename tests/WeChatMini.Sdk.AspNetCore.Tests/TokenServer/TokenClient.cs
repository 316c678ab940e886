using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using WeChatMini.Sdk.Testing;

namespace WeChatMini.Sdk.AspNetCore.Tests.TokenServer;

/// <summary>Functions that fetch tokens from a token server and call WeChat with them. Each is a process's worth: nothing is shared between two.</summary>
internal sealed class TokenClient : IAsyncDisposable
{
    public const string Key = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    public const string AppSecret = "the-app-secret-of-the-function";
    public const string Api = "/wxa/msg_sec_check";

    private readonly ServiceProvider _services;

    public TokenClient(FakeWeChat weChat, Uri tokenServer, FakeTimeProvider clock, string key = Key)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(clock);
        services.AddWeChatMini(options => (options.AppId, options.AppSecret, options.BaseAddress) = (weChat.AppId, AppSecret, weChat.BaseAddress)).UseTokenServer(tokenServer, key);
        services.AddHttpClient("api").AddWeChatMiniApi();
        _services = services.BuildServiceProvider();
        Http = _services.GetRequiredService<IHttpClientFactory>().CreateClient("api");
    }

    public WeChatMiniClient Client => _services.GetRequiredService<WeChatMiniClient>();

    public HttpClient Http { get; }

    public async Task<string> TokenAsync(CancellationToken cancellationToken) => (await Client.AccessTokens.GetTokenAsync(cancellationToken)).Value;

    public async Task CallAsync(CancellationToken cancellationToken)
    {
        using var answer = await Http.GetAsync(Api, cancellationToken);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
