using System.Data.Common;
using MySqlConnector;
using Npgsql;
using WeChatMini.Sdk.Storage.Sql;

namespace WeChatMini.Sdk.Storage.Tests.Support;

/// <summary>A SQL server with its driver and dialect: what the tests of PostgreSQL and MariaDB have in common.</summary>
internal abstract class SqlEngine : IAsyncDisposable
{
    private static int _databases;

    public abstract EngineServer Server { get; }

    /// <summary>With a lock timeout in which a busy machine gets through any queue.</summary>
    public SqlDialect Dialect => NewDialect(TimeSpan.FromSeconds(30));

    /// <summary>For <see cref="Open"/>: waits half a minute for a connection, and as long for an answer where nobody says otherwise.</summary>
    public abstract string Patient { get; }

    public static async Task<SqlEngine> PostgreSqlAsync(params string[] settings) => new PostgreSql(await PostgreSqlServer.StartAsync(settings));

    public static async Task<SqlEngine> MariaDbAsync(params string[] settings) => new MariaDb(await MariaDbServer.StartAsync(settings));

    public abstract SqlDialect NewDialect(TimeSpan? lockTimeout = null);

    /// <summary>Connections to a database; with the given name of the server's owner or another user, and whatever else the driver reads.</summary>
    public abstract DbDataSource Open(string database, string? user = null, string? password = null, string more = "");

    /// <summary>An empty database.</summary>
    public async Task<string> NewDatabaseAsync()
    {
        var name = "test_" + Interlocked.Increment(ref _databases);
        await ExecuteAsync(null, "CREATE DATABASE " + name);
        return name;
    }

    public async Task ExecuteAsync(string? database, string sql)
    {
        await using var source = Open(database ?? Home, more: Patient);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<object?> QueryAsync(string? database, string sql)
    {
        await using var source = Open(database ?? Home, more: Patient);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private protected abstract string Home { get; }

    private sealed class PostgreSql(PostgreSqlServer server) : SqlEngine
    {
        public override EngineServer Server => server;

        public override string Patient => "Timeout=30;Command Timeout=30";

        private protected override string Home => "postgres";

        public override SqlDialect NewDialect(TimeSpan? lockTimeout = null) => lockTimeout is { } time ? new PostgreSqlDialect { LockTimeout = time } : new PostgreSqlDialect();

        public override DbDataSource Open(string database, string? user = null, string? password = null, string more = "") =>
            NpgsqlDataSource.Create(server.ConnectionString(database, user ?? PostgreSqlServer.Owner, password ?? PostgreSqlServer.Password) + ";" + more);
    }

    private sealed class MariaDb(MariaDbServer server) : SqlEngine
    {
        public override EngineServer Server => server;

        public override string Patient => "Connection Timeout=30;Default Command Timeout=30";

        private protected override string Home => "wechatmini";

        public override SqlDialect NewDialect(TimeSpan? lockTimeout = null) => lockTimeout is { } time ? new MySqlDialect { LockTimeout = time } : new MySqlDialect();

        public override DbDataSource Open(string database, string? user = null, string? password = null, string more = "") =>
            new MySqlDataSource(server.ConnectionString(database, user ?? MariaDbServer.Owner, password ?? MariaDbServer.Password) + ";" + more);
    }
}
