using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using WeChatMini.Sdk.DependencyInjection;
using WeChatMini.Sdk.Testing;

namespace WeChatMini.Sdk.Storage.Tests.Client;

/// <summary>A mini-program that logs in at FakeWeChat and keeps its sessions where a test says.</summary>
internal sealed class LoggedInClient(FakeWeChat weChat, Action<WeChatMiniBuilder> store) : IAsyncDisposable
{
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public WeChatMiniClient Client => field ??= WeChatMiniClient.Create(
        new WeChatMiniOptions { AppId = weChat.AppId, AppSecret = weChat.AppSecret, BaseAddress = weChat.BaseAddress },
        builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(Clock);
            store(builder);
        });

    public ValueTask DisposeAsync() => Client.DisposeAsync();
}
