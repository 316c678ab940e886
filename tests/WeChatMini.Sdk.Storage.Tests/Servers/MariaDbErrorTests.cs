using System.Data.Common;
using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Servers;

public sealed class MariaDbErrorTests(MariaDbFixture fixture) : SqlServerErrorTests(fixture), IClassFixture<MariaDbFixture>
{
    protected override string Engine => "MySQL";

    private protected override async Task ReadOnlyAsync(SqlEngine engine, string database, DbDataSource guest, Func<DbDataSource, Task> work)
    {
        // It binds those who may not change it.
        await engine.ExecuteAsync(null, "SET GLOBAL read_only = ON");
        try
        {
            await work(guest);
        }
        finally
        {
            await engine.ExecuteAsync(null, "SET GLOBAL read_only = OFF");
        }
    }

    private protected override Task LimitAsync(SqlEngine engine, string user) => engine.ExecuteAsync(null, $"ALTER USER '{user}'@'127.0.0.1' WITH MAX_USER_CONNECTIONS 1");

    private protected override Task GrantAsync(SqlEngine engine, string database, string user, string password, string rights) =>
        engine.ExecuteAsync(null, $"CREATE USER '{user}'@'127.0.0.1' IDENTIFIED BY '{password}'; GRANT {rights} ON {database}.* TO '{user}'@'127.0.0.1'");
}
