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

    /// <summary>Connects to a database as the documentation recommends.</summary>
    protected abstract DbDataSource Connect(string database);

    /// <summary>Connects to a database, or to the one that is there from the beginning, without a pool: none of them resets what was set.</summary>
    protected abstract DbConnection ConnectAlone(string? database);

    protected override async Task<DbDataSource> CreateDatabaseAsync(int index)
    {
        await using (var admin = ConnectAlone(null))
        {
            await admin.OpenAsync();
            await admin.RunAsync("CREATE DATABASE " + NameOf(index));
        }

        _sources.Add(Connect(NameOf(index)));
        return _sources[^1];
    }

    protected override async Task<DbConnection> OpenForSeedingAsync(DbDataSource source)
    {
        var connection = ConnectAlone(NameOf(_sources.IndexOf(source)));
        await connection.OpenAsync();
        await connection.RunAsync(Hurry);
        return connection;
    }

    private static string NameOf(int index) => string.Create(CultureInfo.InvariantCulture, $"bench{index}");
}
