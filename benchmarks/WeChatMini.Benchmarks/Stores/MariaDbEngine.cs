using System.Data.Common;
using System.Globalization;
using System.Text;
using MySqlConnector;
using WeChatMini.Engines;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Storage.Sql;

namespace WeChatMini.Benchmarks.Stores;

/// <summary>MariaDB with full durability, and room for a million sessions in its memory; a database for each size.</summary>
internal sealed class MariaDbEngine(MariaDbServer server) : SqlEngine(new MySqlDialect { LockTimeout = TimeSpan.FromSeconds(30) })
{
    private const int Batch = 2000;

    private readonly List<MySqlDataSource> _sources = [];

    public override string Name => "MariaDB";

    protected override string[] SessionColumns => [.. base.SessionColumns, "first_token"];

    protected override SameWorkTexts Texts { get; } = SameWorkTexts.MySql("SET TRANSACTION ISOLATION LEVEL READ COMMITTED; START TRANSACTION");

    protected override string BareTable => "CREATE TABLE bare (id BINARY(48) NOT NULL PRIMARY KEY, value VARBINARY(4000) NOT NULL) ENGINE = InnoDB";

    public static async Task<StoreEngine> StartAsync() => new MariaDbEngine(await MariaDbServer.StartAsync("--innodb-buffer-pool-size=2G", "--innodb-log-file-size=1G", "--max-allowed-packet=64M"));

    public override async Task SettleAsync()
    {
        foreach (var source in _sources)
        {
            await using var connection = await source.OpenConnectionAsync();
            await connection.RunAsync("ANALYZE TABLE wechat_users, wechat_sessions, bare");
            await connection.RunAsync("SET GLOBAL innodb_flush_log_at_trx_commit = 1");
            await connection.RunAsync("FLUSH TABLES wechat_users, wechat_sessions, bare FOR EXPORT");
            await connection.RunAsync("UNLOCK TABLES");
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
        await using (var admin = new MySqlConnection(server.ConnectionString() + ";Pooling=false"))
        {
            await admin.OpenAsync();
            await admin.RunAsync("CREATE DATABASE " + name);
        }

        _sources.Add(new MySqlDataSource(server.ConnectionString(name)));
        return _sources[^1];
    }

    protected override async Task<DbConnection> OpenForSeedingAsync(DbDataSource source)
    {
        var connection = await source.OpenConnectionAsync();
        await connection.RunAsync("SET GLOBAL innodb_flush_log_at_trx_commit = 0");
        return connection;
    }

    protected override async Task InsertAsync(DbConnection connection, string table, string[] columns, IEnumerable<object[]> rows)
    {
        foreach (var batch in rows.Chunk(Batch))
        {
            var text = new StringBuilder($"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ");
            for (var index = 0; index < batch.Length; index++)
            {
                text.Append(index == 0 ? "(" : ",(").AppendJoin(',', batch[index].Select(Literal)).Append(')');
            }

            await connection.RunAsync(text.ToString());
        }
    }

    protected override object[] Row(SessionRecord session) => [.. base.Row(session), session.Token.ToArray()];

    private static string Literal(object value) => value is byte[] bytes ? "x'" + Convert.ToHexString(bytes) + "'" : ((long)value).ToString(CultureInfo.InvariantCulture);
}
