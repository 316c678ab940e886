using System.Data.Common;
using Npgsql;
using WeChatMini.Engines;
using WeChatMini.Sdk.Storage.Sql;

namespace WeChatMini.Benchmarks.Stores;

/// <summary>PostgreSQL with full durability, and room for a million sessions in its memory.</summary>
internal sealed class PostgreSqlEngine(PostgreSqlServer server) : SqlServerEngine(new PostgreSqlDialect { LockTimeout = TimeSpan.FromSeconds(30) })
{
    public override string Name => "PostgreSQL";

    protected override EngineServer Server => server;

    protected override SameWorkTexts Texts { get; } = SameWorkTexts.Standard("BEGIN");

    protected override string BareTable => "CREATE TABLE bare (id bytea NOT NULL PRIMARY KEY, value bytea NOT NULL)";

    protected override string[] Settling => ["VACUUM ANALYZE", "CHECKPOINT"];

    protected override string Hurry => "SET synchronous_commit = off";

    public static async Task<StoreEngine> StartAsync() => new PostgreSqlEngine(await PostgreSqlServer.StartAsync("shared_buffers=2GB", "max_wal_size=8GB"));

    protected override DbDataSource Connect(string database) => NpgsqlDataSource.Create(server.ConnectionString(database));

    protected override DbConnection ConnectAlone(string? database) =>
        new NpgsqlConnection((database is null ? server.ConnectionString() : server.ConnectionString(database)) + ";Pooling=false");

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
