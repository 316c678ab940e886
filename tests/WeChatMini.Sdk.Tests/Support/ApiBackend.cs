using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using WeChatMini.Sdk.AccessTokens;
using WeChatMini.Sdk.Testing;
using Xunit;

namespace WeChatMini.Sdk.Tests.Support;

/// <summary>A client of the user's own that calls a server API of FakeWeChat and knows nothing of tokens.</summary>
internal sealed class ApiBackend : IAsyncDisposable
{
    public const string Path = "/wxa/probe";

    private readonly ServiceProvider _services;
    private readonly HttpClient _http;

    /// <param name="weChat">Where the API is; this does not own it.</param>
    /// <param name="configure">Changes the options.</param>
    /// <param name="clock">The client's clock; by default one that stands where WeChat's does.</param>
    public ApiBackend(FakeWeChat weChat, Action<WeChatMiniOptions>? configure = null, FakeTimeProvider? clock = null)
    {
        Clock = clock ?? new FakeTimeProvider(weChat.Clock.GetUtcNow());
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddWeChatMini(options =>
        {
            (options.AppId, options.AppSecret, options.BaseAddress) = (weChat.AppId, weChat.AppSecret, weChat.BaseAddress);
            configure?.Invoke(options);
        });
        services.AddHttpClient("probe").AddWeChatMiniApi();
        _services = services.BuildServiceProvider();
        _http = _services.GetRequiredService<IHttpClientFactory>().CreateClient("probe");
    }

    public FakeTimeProvider Clock { get; }

    public IAccessTokenProvider Tokens => _services.GetRequiredService<WeChatMiniClient>().AccessTokens;

    public async Task<string> GetAsync() => await _http.GetStringAsync(Path, TestContext.Current.CancellationToken);

    public async Task<string> PostAsync(string content = "text")
    {
        using var answer = await _http.PostAsJsonAsync(Path, new { content }, TestContext.Current.CancellationToken);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
