using SessionStores;
using WeChatMini.Sdk.Storage.Sql;
using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Servers;

[Collection(Alone.Name)]
public sealed class MariaDbKillTests(ITestOutputHelper output) : KillContract(output)
{
    protected override string Engine => "MariaDB";

    /// <summary>With 2 a commit is with the operating system, which the end of the server does not touch.</summary>
    [Theory]
    [InlineData("1", 20, true)]
    [InlineData("2", 3, true)]
    [InlineData("0", 3, false)]
    public async Task What_was_acknowledged_survives_kill_9_as_innodb_flush_log_at_trx_commit_says(string setting, int kills, bool keepsAll)
    {
        await using var engine = await SqlEngine.MariaDbAsync("--innodb-flush-log-at-trx-commit=" + setting);
        await using var source = engine.Open(await engine.NewDatabaseAsync(), more: engine.Patient);

        await KillAsync(engine.Server, () => new SqlSessionStore(source, engine.Dialect), "innodb_flush_log_at_trx_commit=" + setting, kills, keepsAll);
    }
}
