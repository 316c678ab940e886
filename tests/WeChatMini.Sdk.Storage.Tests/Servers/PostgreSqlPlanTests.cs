using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Servers;

public sealed class PostgreSqlPlanTests(PostgreSqlFixture fixture) : SqlServerPlanTests(fixture), IClassFixture<PostgreSqlFixture>
{
    protected override string Fill =>
        """
        INSERT INTO wechat_users SELECT decode(md5(i::text), 'hex'), i, '\x00', 0, NULL, 0, 0, CASE WHEN i % 1000 = 0 THEN 0 ELSE 1000000 + i END FROM generate_series(1, 10000) i;
        INSERT INTO wechat_sessions SELECT decode(md5(i::text), 'hex'), decode(md5(i::text) || md5(i::text), 'hex'), NULL, 0, i, i, i, CASE WHEN i % 1000 = 0 THEN 0 ELSE 1000000 + i END, 2000000, '\x00'
            FROM generate_series(1, 10000) i;
        ANALYZE wechat_users;
        ANALYZE wechat_sessions
        """;

    protected override bool IsWhole(string line) => line.Contains("Seq Scan on wechat_", StringComparison.Ordinal);
}
