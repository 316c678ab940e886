using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;
using WeChatMini.Sdk.AccessTokens;

namespace WeChatMini.Sdk.Storage.Redis.Tests.Support;

/// <summary>The share as the container hands it to the library.</summary>
internal sealed class Shares : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private Shares(Action<WeChatMini.Sdk.DependencyInjection.WeChatMiniBuilder> configure)
    {
        var services = new ServiceCollection();
        configure(services.AddWeChatMini(options => (options.AppId, options.AppSecret) = ("wx1234567890abcdef", "secret")));
        _services = services.BuildServiceProvider();
        Share = _services.GetRequiredKeyedService<IAccessTokenShare>("");
    }

    public IAccessTokenShare Share { get; }

    public static Shares Over(string configuration) => new(builder => builder.ShareAccessTokens(configuration));

    public static Shares Over(IConnectionMultiplexer connection) => new(builder => builder.ShareAccessTokens(_ => connection));

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
