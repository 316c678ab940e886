using System.Data.Common;
using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Servers;

public sealed class PostgreSqlErrorTests(PostgreSqlFixture fixture) : SqlServerErrorTests(fixture), IClassFixture<PostgreSqlFixture>
{
    protected override string Engine => "PostgreSQL";

    private protected override async Task ReadOnlyAsync(SqlEngine engine, string database, DbDataSource guest, Func<DbDataSource, Task> work) =>
        await work(engine.Open(database, more: "Options=-c default_transaction_read_only=on"));

    private protected override Task LimitAsync(SqlEngine engine, string user) => engine.ExecuteAsync(null, $"ALTER ROLE {user} CONNECTION LIMIT 1");

    private protected override async Task GrantAsync(SqlEngine engine, string database, string user, string password, string rights)
    {
        await engine.ExecuteAsync(null, $"CREATE ROLE {user} LOGIN PASSWORD '{password}'");

        // Before PostgreSQL 15 everybody might create tables.
        await engine.ExecuteAsync(database, $"REVOKE CREATE ON SCHEMA public FROM PUBLIC; GRANT {rights} ON ALL TABLES IN SCHEMA public TO {user}");
    }
}
