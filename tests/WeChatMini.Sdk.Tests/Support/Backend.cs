using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using WeChatMini.Sdk.DependencyInjection;
using WeChatMini.Sdk.Testing;

namespace WeChatMini.Sdk.Tests.Support;

/// <summary>FakeWeChat and a client of it, on a clock that only the test moves.</summary>
internal sealed class Backend : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, FakeUser> _users = new();

    public Backend(Action<WeChatMiniOptions>? options = null, Action<WeChatMiniBuilder>? configure = null)
    {
        Options = new WeChatMiniOptions { AppId = WeChat.AppId, AppSecret = WeChat.AppSecret, BaseAddress = WeChat.BaseAddress };
        options?.Invoke(Options);
        Client = WeChatMiniClient.Create(Options, builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(Clock);
            configure?.Invoke(builder);
        });
    }

    public FakeWeChat WeChat { get; } = FakeWeChat.Start();

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 30, TimeSpan.Zero));

    public WeChatMiniOptions Options { get; }

    public WeChatMiniClient Client { get; }

    /// <summary>Moves WeChat's clock and the client's together.</summary>
    public void Advance(TimeSpan time)
    {
        WeChat.Clock.Advance(time);
        Clock.Advance(time);
    }

    /// <summary>A user of the fake, added on first mention.</summary>
    public FakeUser User(string openId) => _users.GetOrAdd(openId, id => WeChat.Users.Add(id));

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await WeChat.DisposeAsync();
    }
}
