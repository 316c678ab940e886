using System.Data.Common;
using System.Globalization;
using WeChatMini.Sdk.Storage.Sql;
using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Servers;

/// <summary>The first use of a SQL server: nothing before it, and the tables with it.</summary>
public abstract class SqlServerFirstUseTests(SqlEngineFixture fixture)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_is_connected_before_the_first_use()
    {
        var engine = await fixture.EngineAsync();
        await using var proxy = new DeafProxy(engine.Server.Port);
        await using var source = engine.Open(await fixture.DatabaseAsync(), more: string.Create(CultureInfo.InvariantCulture, $"Port={proxy.Port};{engine.Patient}"));
        using var store = new SqlSessionStore(source, engine.Dialect);
        Assert.Equal(0, proxy.Accepted);

        await store.ListAsync(Sample.NewUser(), Sample.T0, Ct);
        Assert.True(proxy.Accepted > 0);
    }

    [Fact]
    public async Task Many_stores_may_use_a_new_database_at_the_same_instant()
    {
        var engine = await fixture.EngineAsync();
        for (var round = 0; round < 3; round++)
        {
            var database = await engine.NewDatabaseAsync();
            await Task.WhenAll(Enumerable.Range(0, 12).Select(index => Task.Run(async () =>
            {
                await using var source = engine.Open(database, more: engine.Patient);
                using var store = new SqlSessionStore(source, engine.Dialect);
                if (index % 2 == 0)
                {
                    await store.CreateAsync(Sample.Creation(Sample.NewUser(), Sample.NewToken()), Ct);
                }
                else
                {
                    await store.ListAsync(Sample.NewUser(), Sample.T0, Ct);
                }
            })));

            Assert.Equal(6L, await engine.QueryAsync(database, "SELECT COUNT(*) FROM wechat_sessions"));
        }
    }

    [Fact]
    public async Task The_shipped_script_makes_the_same_tables_and_may_be_run_again()
    {
        var engine = await fixture.EngineAsync();
        var (used, scripted) = (await engine.NewDatabaseAsync(), await engine.NewDatabaseAsync());
        await using (var source = engine.Open(used, more: engine.Patient))
        {
            using var store = new SqlSessionStore(source, engine.Dialect);
            await store.ListAsync(Sample.NewUser(), Sample.T0, Ct);
        }

        await engine.ExecuteAsync(scripted, engine.Dialect.Schema);
        await engine.ExecuteAsync(scripted, engine.Dialect.Schema);

        var columns = await DescribeAsync(engine, used);
        Assert.Contains(columns, column => column.StartsWith("index wechat_sessions", StringComparison.Ordinal));
        Assert.Equal(columns, await DescribeAsync(engine, scripted));
    }

    [Fact]
    public async Task Tables_that_are_dropped_while_the_store_is_in_use_are_made_again()
    {
        var engine = await fixture.EngineAsync();
        var database = await engine.NewDatabaseAsync();
        await using var source = engine.Open(database, more: engine.Patient);
        using var store = new SqlSessionStore(source, engine.Dialect);
        await store.CreateAsync(Sample.Creation(Sample.User("alice"), Sample.Token("phone")), Ct);
        await engine.ExecuteAsync(database, "DROP TABLE wechat_sessions; DROP TABLE wechat_users");

        await store.CreateAsync(Sample.Creation(Sample.User("alice"), Sample.Token("tablet")), Ct);

        Assert.Equal([Sample.Token("tablet")], (await store.ListAsync(Sample.User("alice"), Sample.T0, Ct)).Select(session => session.Token));
    }

    [Fact]
    public async Task A_server_is_seen_by_all_instances()
    {
        var engine = await fixture.EngineAsync();
        await using var source = engine.Open(await fixture.DatabaseAsync());
        using var store = new SqlSessionStore(source, engine.Dialect);
        Assert.False(store.IsPerInstance);
    }

    /// <summary>Gets a query for the indexes of the database that it is run in: table and name.</summary>
    protected abstract string Indexes { get; }

    /// <summary>Gets the name of the schema that holds the tables of a database.</summary>
    protected abstract string SchemaOf(string database);

    private async Task<List<string>> DescribeAsync(SqlEngine engine, string database)
    {
        await using var source = engine.Open(database, more: engine.Patient);
        var columns = $"SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns WHERE table_schema = '{SchemaOf(database)}' AND table_name LIKE 'wechat_%' ORDER BY table_name, ordinal_position";
        return [.. await ReadAsync(source, columns), .. (await ReadAsync(source, Indexes)).Select(index => "index " + index)];
    }

    private static async Task<List<string>> ReadAsync(DbDataSource source, string query)
    {
        await using var command = source.CreateCommand(query);
        await using var rows = await command.ExecuteReaderAsync(Ct);
        var lines = new List<string>();
        while (await rows.ReadAsync(Ct))
        {
            lines.Add(string.Join(' ', Enumerable.Range(0, rows.FieldCount).Select(rows.GetValue)));
        }

        return lines;
    }
}
