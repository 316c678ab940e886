using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WeChatMini.Sdk.Testing;
using WeChatMini.Sdk.Tests.Support;
using Xunit;

namespace WeChatMini.Sdk.Tests.SecureApi;

/// <summary>A client of the user's own with the keys of the console, and a WeChat that holds their other halves.</summary>
internal sealed class SecureBackend : IAsyncDisposable
{
    public const string Path = "/wxa/getuserriskrank";
    public const string Question = """{"appid":"x","openid":"o-alice","scene":0,"note":"风险 😀"}""";
    public const string Answer = """{"errcode":0,"errmsg":"ok","risk_rank":2,"unoin_id":2258658297}""";

    private readonly ServiceProvider _services;

    public SecureBackend(Action<WeChatMiniOptions>? configure = null)
    {
        WeChat.Apis.Add(Path, request =>
        {
            Arrived.Add(request);
            return FakeApiAnswer.Json(Reply);
        });
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(WeChat.Clock);
        services.AddSingleton<ILoggerProvider>(Log);
        services.AddLogging();
        services.AddWeChatMini(options =>
        {
            (options.AppId, options.AppSecret, options.BaseAddress) = (WeChat.AppId, WeChat.AppSecret, WeChat.BaseAddress);
            WeChat.SecureApi.CopyTo(options.SecureApi);
            configure?.Invoke(options);
            Changes?.Invoke(options);
        });
        services.AddHttpClient("api").AddWeChatMiniApi();
        _services = services.BuildServiceProvider();
    }

    public FakeWeChat WeChat { get; } = FakeWeChat.Start();

    public LogLines Log { get; } = new();

    public List<FakeApiRequest> Arrived { get; } = [];

    public string Reply { get; set; } = Answer;

    /// <summary>What the next reload changes.</summary>
    public Action<WeChatMiniOptions>? Changes { get; set; }

    public WeChatMiniClient Client => _services.GetRequiredService<WeChatMiniClient>();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Lets the options be read anew, as after a change of the configuration.</summary>
    public void Reload() => _services.GetRequiredService<IOptionsMonitorCache<WeChatMiniOptions>>().Clear();

    public async Task<string> PostAsync(string body = Question, string path = Path)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = content });
    }

    public async Task<string> SendAsync(HttpRequestMessage request)
    {
        using var response = await _services.GetRequiredService<IHttpClientFactory>().CreateClient("api").SendAsync(request, Ct);
        return await response.Content.ReadAsStringAsync(Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await WeChat.DisposeAsync();
    }
}
