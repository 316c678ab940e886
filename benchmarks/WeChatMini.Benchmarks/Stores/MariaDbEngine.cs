using System.Data.Common;
using System.Globalization;
using System.Text;
using MySqlConnector;
using WeChatMini.Engines;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Storage.Sql;

namespace WeChatMini.Benchmarks.Stores;

/// <summary>MariaDB with full durability, and room for a million sessions in its memory.</summary>
internal sealed class MariaDbEngine(MariaDbServer server) : SqlServerEngine(new MySqlDialect { LockTimeout = TimeSpan.FromSeconds(30) })
{
    private const int Batch = 2000;

    public override string Name => "MariaDB";

    protected override string[] SessionColumns => [.. base.SessionColumns, "first_token"];

    protected override EngineServer Server => server;

    protected override SameWorkTexts Texts { get; } = SameWorkTexts.MariaDb("SET TRANSACTION ISOLATION LEVEL READ COMMITTED; START TRANSACTION");

    protected override string BareTable => "CREATE TABLE bare (id BINARY(48) NOT NULL PRIMARY KEY, value VARBINARY(4000) NOT NULL) ENGINE = InnoDB";

    protected override string[] Settling =>
    [
        "ANALYZE TABLE wechat_users, wechat_sessions, bare",
        "SET GLOBAL innodb_flush_log_at_trx_commit = 1",
        "FLUSH TABLES wechat_users, wechat_sessions, bare FOR EXPORT",
        "UNLOCK TABLES",
    ];

    protected override string Hurry => "SET GLOBAL innodb_flush_log_at_trx_commit = 0";

    public static async Task<StoreEngine> StartAsync() => new MariaDbEngine(await MariaDbServer.StartAsync("--innodb-buffer-pool-size=2G", "--innodb-log-file-size=1G", "--max-allowed-packet=64M"));

    protected override DbDataSource Connect(string database) => new MySqlDataSource(server.ConnectionString(database));

    protected override DbConnection ConnectAlone(string? database) =>
        new MySqlConnection((database is null ? server.ConnectionString() : server.ConnectionString(database)) + ";Pooling=false");

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
