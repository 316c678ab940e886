using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.AccessTokens;
using WeChatMini.Sdk.Storage.Sql;

namespace WeChatMini.Sdk.Storage.Tests.Support;

/// <summary>The share as the container hands it to the library.</summary>
internal sealed class Shares : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public Shares(DbDataSource source, TimeSpan? lockTimeout = null, TimeProvider? clock = null)
        : this(source, lockTimeout is { } timeout ? new SqliteDialect { LockTimeout = timeout } : new SqliteDialect(), clock)
    {
    }

    public Shares(DbDataSource source, SqlDialect dialect, TimeProvider? clock = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(clock ?? TimeProvider.System);
        services.AddWeChatMini(options => (options.AppId, options.AppSecret) = ("wx1234567890abcdef", "secret")).ShareAccessTokens(source, dialect);
        _services = services.BuildServiceProvider();
        Share = _services.GetRequiredKeyedService<IAccessTokenShare>("");
    }

    public IAccessTokenShare Share { get; }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
