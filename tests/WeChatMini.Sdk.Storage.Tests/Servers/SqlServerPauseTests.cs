using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using SessionStores;
using WeChatMini.Sdk.DependencyInjection;
using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Servers;

/// <summary>A long pause, on a SQL server.</summary>
public abstract class SqlServerPauseTests(SqlEngineFixture fixture) : PauseContract
{
    private SqlEngine? _engine;
    private string? _database;
    private DbDataSource? _source;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await (_source?.DisposeAsync() ?? default);
        GC.SuppressFinalize(this);
    }

    private protected override async Task<EngineServer> ServerAsync()
    {
        (_engine, _database) = (await fixture.EngineAsync(), await fixture.DatabaseAsync());
        return _engine.Server;
    }

    private protected override void UseStore(WeChatMiniBuilder builder, int port)
    {
        _source?.Dispose(); // of an attempt that was late
        _source = _engine!.Open(_database!, more: FormattableString.Invariant($"Port={port}"));
        builder.UseSqlSessions(_source, _engine.NewDialect());
    }

    private protected override async Task ConnectAsync(int connections)
    {
        var all = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => _source!.OpenConnectionAsync(TestContext.Current.CancellationToken).AsTask()));
        foreach (var connection in all)
        {
            await connection.DisposeAsync();
        }
    }
}
