using System.Data.Common;
using System.Globalization;
using WeChatMini.Engines;
using WeChatMini.Sdk.Storage.Sql;

namespace WeChatMini.Benchmarks.Stores;

/// <summary>A server with a database for each size.</summary>
internal abstract class SqlServerEngine(SqlDialect dialect) : SqlEngine(dialect)
{
    private readonly List<DbDataSource> _sources = [];

    protected abstract EngineServer Server { get; }

    /// <summary>What the server runs once per database before it is measured.</summary>
    protected abstract string[] Settling { get; }

    /// <summary>Makes the connection that fills a database wait for no disk.</summary>
    protected abstract string Hurry { get; }

    public override async Task SettleAsync()
    {
        foreach (var source in _sources)
        {
            await using var connection = await source.OpenConnectionAsync();
            foreach (var statement in Settling)
            {
                await connection.RunAsync(statement);
            }
        }
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var source in _sources)
        {
            await source.DisposeAsync();
        }

        await Server.DisposeAsync();
    }

    /// <summary>Connects to a database, or to the one that is there from the beginning, as the documentation recommends.</summary>
    protected abstract DbDataSource Connect(string? database);

    protected override async Task<DbDataSource> CreateDatabaseAsync(int index)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"bench{index}");
        await using (var admin = Connect(null))
        {
            await using var connection = await admin.OpenConnectionAsync();
            await connection.RunAsync("CREATE DATABASE " + name);
        }

        _sources.Add(Connect(name));
        return _sources[^1];
    }

    protected override async Task<DbConnection> OpenForSeedingAsync(DbDataSource source)
    {
        var connection = await source.OpenConnectionAsync();
        await connection.RunAsync(Hurry);
        return connection;
    }
}
