using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WeChatMini.Sdk.LeakTests.Canaries;
using WeChatMini.Sdk.LeakTests.Hosts;
using WeChatMini.Sdk.LeakTests.Sinks;
using WeChatMini.Sdk.LeakTests.Upstream;

namespace WeChatMini.Sdk.LeakTests;

/// <summary>A secret and a stub to leak it with.</summary>
internal sealed class Planting(Observatory observatory) : IDisposable
{
    public const string Secret = "pl4ntedCanary+/=Zx81KqW7";

    public Recording Recording => observatory.Recording;

    public StubWeChat WeChat { get; } = new();

    public CanarySearch Search { get; } = new([Canary.OfText("planted secret", Secret)]);

    /// <summary>Calls as an application does that has not thought of leaks: the secret in the query and in a header, the factory's loggers, trace headers.</summary>
    public async Task CallWithAPlainClientAsync()
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new LogSink(Recording)));
        Scene.AddEveryHttpLogger(services);
        services.AddHttpClient("plain").AddHttpMessageHandler(() => new UserHandler(Recording));
        await using var provider = services.BuildServiceProvider();
        using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("plain");
        client.DefaultRequestHeaders.Add("X-Note", Secret);
        using var response = await client.GetAsync(new Uri(WeChat.Address, "/sns/jscode2session?secret=" + Uri.EscapeDataString(Secret)));
        AnswerSink.RecordWire(Recording, WeChat);
    }

    public void Dispose() => WeChat.Dispose();
}
