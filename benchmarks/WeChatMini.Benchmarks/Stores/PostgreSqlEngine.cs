using System.Data.Common;
using System.Globalization;
using Npgsql;
using WeChatMini.Engines;
using WeChatMini.Sdk.Storage.Sql;

namespace WeChatMini.Benchmarks.Stores;

/// <summary>PostgreSQL with full durability, and room for a million sessions in its memory; a database for each size.</summary>
internal sealed class PostgreSqlEngine(PostgreSqlServer server) : SqlEngine(new PostgreSqlDialect { LockTimeout = TimeSpan.FromSeconds(30) })
{
    private readonly List<NpgsqlDataSource> _sources = [];

    public override string Name => "PostgreSQL";

    protected override SameWorkTexts Texts { get; } = SameWorkTexts.Standard("BEGIN");

    protected override string BareTable => "CREATE TABLE bare (id bytea NOT NULL PRIMARY KEY, value bytea NOT NULL)";

    public static async Task<StoreEngine> StartAsync() => new PostgreSqlEngine(await PostgreSqlServer.StartAsync("shared_buffers=2GB", "max_wal_size=8GB"));

    public override async Task SettleAsync()
    {
        foreach (var source in _sources)
        {
            await using var connection = await source.OpenConnectionAsync();
            await connection.RunAsync("VACUUM ANALYZE");
            await connection.RunAsync("CHECKPOINT");
        }
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var source in _sources)
        {
            await source.DisposeAsync();
        }

        await server.DisposeAsync();
    }

    protected override async Task<DbDataSource> CreateDatabaseAsync(int index)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"bench{index}");
        await using (var admin = new NpgsqlConnection(server.ConnectionString() + ";Pooling=false"))
        {
            await admin.OpenAsync();
            await admin.RunAsync("CREATE DATABASE " + name);
        }

        _sources.Add(NpgsqlDataSource.Create(server.ConnectionString(name)));
        return _sources[^1];
    }

    protected override async Task<DbConnection> OpenForSeedingAsync(DbDataSource source)
    {
        var connection = await source.OpenConnectionAsync();
        await connection.RunAsync("SET synchronous_commit = off");
        return connection;
    }

    protected override async Task InsertAsync(DbConnection connection, string table, string[] columns, IEnumerable<object[]> rows)
    {
        await using var writer = await ((NpgsqlConnection)connection).BeginBinaryImportAsync($"COPY {table} ({string.Join(", ", columns)}) FROM STDIN (FORMAT BINARY)");
        writer.Timeout = TimeSpan.FromMinutes(10);
        foreach (var row in rows)
        {
            await writer.WriteRowAsync(CancellationToken.None, row);
        }

        await writer.CompleteAsync();
    }
}
