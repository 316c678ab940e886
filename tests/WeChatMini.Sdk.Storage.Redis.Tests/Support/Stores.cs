using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Storage.Redis.Tests.Support;

/// <summary>The session store as the container hands it to the library.</summary>
internal sealed class Stores : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private Stores(string configuration, TimeProvider clock)
    {
        var services = new ServiceCollection();
        services.AddSingleton(clock);
        services.AddWeChatMini(options => (options.AppId, options.AppSecret) = ("wx1234567890abcdef", "secret")).UseRedisSessions(configuration);
        _services = services.BuildServiceProvider();
        Store = _services.GetRequiredKeyedService<ISessionStore>("");
    }

    public ISessionStore Store { get; }

    public static Stores Over(string configuration, TimeProvider? clock = null) => new(configuration, clock ?? TimeProvider.System);

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
