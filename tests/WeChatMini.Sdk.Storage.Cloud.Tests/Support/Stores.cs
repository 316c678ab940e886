using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.DependencyInjection;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Storage.Cloud.Tests.Support;

/// <summary>A session store as the container hands it to the library.</summary>
internal sealed class Stores : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public Stores(Action<WeChatMiniBuilder> use, TimeProvider? clock = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(clock ?? TimeProvider.System);
        use(services.AddWeChatMini(options => (options.AppId, options.AppSecret) = ("wx1234567890abcdef", "secret")));
        _services = services.BuildServiceProvider();
        Store = _services.GetRequiredKeyedService<ISessionStore>("");
    }

    public ISessionStore Store { get; }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
