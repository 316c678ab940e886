using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using WeChatMini.Sdk;
using WeChatMini.Sdk.DependencyInjection;
using WeChatMini.Sdk.Testing;

namespace SessionStores;

/// <summary>A mini-program that logs in at FakeWeChat and keeps its sessions where a test says.</summary>
/// <param name="weChat">Where it logs in.</param>
/// <param name="store">Says where its sessions are.</param>
/// <param name="time">Its clock, where <see cref="Clock"/> will not do: under that one no time limit ends by itself.</param>
internal sealed class LoggedInClient(FakeWeChat weChat, Action<WeChatMiniBuilder> store, TimeProvider? time = null) : IAsyncDisposable
{
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public FailureLog Failures { get; } = new();

    public WeChatMiniClient Client => field ??= WeChatMiniClient.Create(
        new WeChatMiniOptions { AppId = weChat.AppId, AppSecret = weChat.AppSecret, BaseAddress = weChat.BaseAddress },
        builder =>
        {
            builder.Services.AddSingleton(time ?? Clock);
            builder.Services.AddLogging(logging => logging.AddProvider(Failures));
            store(builder);
        });

    public ValueTask DisposeAsync() => Client.DisposeAsync();
}
