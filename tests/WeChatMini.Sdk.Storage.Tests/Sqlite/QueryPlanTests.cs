using WeChatMini.Sdk.Storage.Sql;
using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Sqlite;

/// <summary>A statement that reads a whole table works in every test and stands still in production.</summary>
public sealed class QueryPlanTests : IDisposable
{
    private static readonly SqliteDialect Dialect = new();

    private readonly SqliteFile _file = new();

    public static TheoryData<string, string> Statements { get; } = new()
    {
        { nameof(SqlDialect.Find), Dialect.Find },
        { nameof(SqlDialect.List), Dialect.List },
        { nameof(SqlDialect.Touch), Dialect.Touch },
        { nameof(SqlDialect.Rotate), Dialect.Rotate },
        { nameof(SqlDialect.Revoke), Dialect.Revoke },
        { nameof(SqlDialect.RevokeAll), Dialect.RevokeAll },
        { nameof(SqlDialect.Create), Dialect.Create },
        { nameof(SqlDialect.PurgeSessions), Dialect.PurgeSessions },
        { nameof(SqlDialect.PurgeUsers), Dialect.PurgeUsers },
        { nameof(SqlDialect.ReadToken), Dialect.ReadToken },
        { nameof(SqlDialect.WriteToken), Dialect.WriteToken },
        { nameof(SqlDialect.LeaseToken), Dialect.LeaseToken },
        { nameof(SqlDialect.ReleaseToken), Dialect.ReleaseToken },
        { nameof(SqlDialect.WriteLogin), Dialect.WriteLogin },
        { nameof(SqlDialect.PurgeLogins), Dialect.PurgeLogins },
    };

    [Theory]
    [MemberData(nameof(Statements))]
    public void No_statement_reads_a_whole_table(string name, string text)
    {
        _file.Execute(Dialect.Schema);
        foreach (var statement in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var plan = Plan(statement);
            Assert.DoesNotContain(plan, step => step.StartsWith("SCAN wechat_", StringComparison.Ordinal) || step is "SCAN s" or "SCAN u");

            // Two indexes are there for the purge alone. Nothing else may walk them, and the purge only up to the present.
            Assert.DoesNotContain(plan, step => step.Contains("_by_end", StringComparison.Ordinal) && !(name.StartsWith("Purge", StringComparison.Ordinal) && step.Contains("ends_at<?", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void The_check_sees_a_statement_that_reads_a_whole_table()
    {
        _file.Execute(Dialect.Schema);

        Assert.Contains(Plan("SELECT * FROM wechat_sessions WHERE previous_token = @token"), step => step.StartsWith("SCAN wechat_", StringComparison.Ordinal));
    }

    public void Dispose() => _file.Dispose();

    private List<string> Plan(string statement)
    {
        using var connection = _file.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {statement}";
        using var rows = command.ExecuteReader();
        var steps = new List<string>();
        while (rows.Read())
        {
            steps.Add(rows.GetString(3));
        }

        return steps;
    }
}
