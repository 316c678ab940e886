using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Storage.Tests.Support;

/// <summary>One instance of an application that keeps its sessions in a cache.</summary>
internal sealed class CacheStore : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private CacheStore(Action<IServiceCollection> cache)
    {
        var services = new ServiceCollection();
        cache(services);
        services.AddWeChatMini(options => (options.AppId, options.AppSecret) = ("wx1234567890abcdef", "secret")).UseDistributedCacheSessions();
        _services = services.BuildServiceProvider();
        Store = _services.GetRequiredKeyedService<ISessionStore>("");
    }

    public ISessionStore Store { get; }

    public static CacheStore Over(IDistributedCache cache) => new(services => services.AddSingleton(cache));

    public static CacheStore OverRedis(string configuration) => new(services => services.AddStackExchangeRedisCache(redis => redis.Configuration = configuration));

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
