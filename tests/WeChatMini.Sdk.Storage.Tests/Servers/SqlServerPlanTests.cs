using System.Data.Common;
using WeChatMini.Sdk.Storage.Sql;
using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Servers;

/// <summary>A statement that reads a whole table works in every test and stands still in production.</summary>
public abstract class SqlServerPlanTests(SqlEngineFixture fixture)
{
    private static readonly string[] Bytes = ["@user", "@token", "@successor", "@key", "@data", "@entry", "@useless"];

    public static TheoryData<string> Statements { get; } =
    [
        nameof(SqlDialect.Find), nameof(SqlDialect.List), nameof(SqlDialect.Touch), nameof(SqlDialect.Rotate), nameof(SqlDialect.Revoke), nameof(SqlDialect.RevokeAll),
        nameof(SqlDialect.PutKey), nameof(SqlDialect.Create), nameof(SqlDialect.PurgeSessions), nameof(SqlDialect.PurgeUsers),
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Statements))]
    public async Task No_statement_reads_a_whole_table(string name)
    {
        var engine = await fixture.EngineAsync();
        await using var source = await OpenAsync(engine);
        var text = (string)typeof(SqlDialect).GetProperty(name)!.GetValue(engine.Dialect)!;
        foreach (var statement in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(Reads))
        {
            var plan = await PlanAsync(source, statement);
            Assert.NotEmpty(plan);
            Assert.DoesNotContain(plan, IsWhole);
        }
    }

    [Fact]
    public async Task The_check_sees_a_statement_that_reads_a_whole_table()
    {
        await using var source = await OpenAsync(await fixture.EngineAsync());

        Assert.Contains(await PlanAsync(source, "SELECT * FROM wechat_sessions WHERE previous_token = @token"), IsWhole);
    }

    /// <summary>Gets the statements that fill the tables: 10,000 users with a session each, of which 1 in 1,000 has ended, and what tells the planner of it.</summary>
    protected abstract string Fill { get; }

    /// <summary>Says whether a step of a plan reads a table of ours from end to end.</summary>
    protected abstract bool IsWhole(string line);

    private static bool Reads(string statement) =>
        statement.StartsWith("SELECT", StringComparison.Ordinal) || statement.StartsWith("UPDATE", StringComparison.Ordinal) || statement.StartsWith("DELETE", StringComparison.Ordinal) || statement.Contains("SELECT", StringComparison.Ordinal);

    private async Task<DbDataSource> OpenAsync(SqlEngine engine)
    {
        var database = await fixture.DatabaseAsync();
        await engine.ExecuteAsync(database, engine.Dialect.Schema);
        if (Convert.ToInt64(await engine.QueryAsync(database, "SELECT COUNT(*) FROM wechat_users"), System.Globalization.CultureInfo.InvariantCulture) == 0)
        {
            await engine.ExecuteAsync(database, Fill);
        }

        return engine.Open(database, more: engine.Patient);
    }

    private static async Task<List<string>> PlanAsync(DbDataSource source, string statement)
    {
        await using var command = source.CreateCommand("EXPLAIN " + statement);
        foreach (var name in System.Text.RegularExpressions.Regex.Matches(statement, "@[a-z_]+").Select(match => match.Value).Distinct())
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = Bytes.Contains(name) ? new byte[name == "@user" ? 16 : 32] : name is "@limit" or "@others" ? 10L : 1_000L;
            command.Parameters.Add(parameter);
        }

        await using var rows = await command.ExecuteReaderAsync(Ct);
        var steps = new List<string>();
        while (await rows.ReadAsync(Ct))
        {
            steps.Add(string.Join('|', Enumerable.Range(0, rows.FieldCount).Select(column => rows.GetName(column) + "=" + rows.GetValue(column))));
        }

        return steps;
    }
}
