using WeChatMini.Sdk.Storage.Sql;
using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Servers;

public sealed class PostgreSqlPlanTests(PostgreSqlFixture fixture) : SqlServerPlanTests(fixture), IClassFixture<PostgreSqlFixture>
{
    private readonly PostgreSqlFixture _fixture = fixture;

    protected override string Fill =>
        """
        INSERT INTO wechat_users SELECT decode(md5(i::text), 'hex'), i, '\x00', 0, NULL, 0, 0, CASE WHEN i % 1000 = 0 THEN 0 ELSE 1000000 + i END FROM generate_series(1, 10000) i;
        INSERT INTO wechat_sessions SELECT decode(md5(i::text), 'hex'), decode(md5(i::text) || md5(i::text), 'hex'), NULL, 0, i, i, i, CASE WHEN i % 1000 = 0 THEN 0 ELSE 1000000 + i END, 2000000, '\x00'
            FROM generate_series(1, 10000) i;
        ANALYZE wechat_users;
        ANALYZE wechat_sessions
        """;

    protected override bool IsWhole(string line) => line.Contains("Seq Scan on wechat_", StringComparison.Ordinal);

    /// <summary>
    /// The planner would rather read nine pages than look into an index, and goes on with it when dead versions have made them ninety: each login leaves one.
    /// </summary>
    [Fact]
    public async Task No_login_reads_a_whole_table_however_small_it_is()
    {
        var engine = await _fixture.EngineAsync();
        var database = await engine.NewDatabaseAsync();
        await engine.ExecuteAsync(database, engine.Dialect.Schema);
        await engine.ExecuteAsync(database, Fill.Replace("10000)", "250)", StringComparison.Ordinal));
        var before = await WholeReadsAsync();
        await using (var source = engine.Open(database, more: engine.Patient))
        {
            // Some, after which PostgreSQL settles for one plan.
            using var store = new SqlSessionStore(source, engine.Dialect);
            for (var login = 0; login < 20; login++)
            {
                await store.CreateAsync(Sample.Creation(Sample.User("small"), Sample.NewToken(), maxSessions: 4), TestContext.Current.CancellationToken);
            }
        }

        Assert.Equal(before, await WholeReadsAsync());

        // What a connection did is counted when it closes.
        async Task<long> WholeReadsAsync()
        {
            while (Convert.ToInt64(await engine.QueryAsync(null, $"SELECT COUNT(*) FROM pg_stat_activity WHERE datname = '{database}'"), System.Globalization.CultureInfo.InvariantCulture) > 0)
            {
                await Task.Delay(10, TestContext.Current.CancellationToken);
            }

            return Convert.ToInt64(await engine.QueryAsync(database, "SELECT SUM(seq_scan) FROM pg_stat_user_tables"), System.Globalization.CultureInfo.InvariantCulture);
        }
    }
}
