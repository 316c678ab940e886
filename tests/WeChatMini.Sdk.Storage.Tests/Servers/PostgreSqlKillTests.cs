using SessionStores;
using WeChatMini.Sdk.Storage.Sql;
using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Servers;

[Collection(Alone.Name)]
public sealed class PostgreSqlKillTests(ITestOutputHelper output) : KillContract(output)
{
    protected override string Engine => "PostgreSQL";

    [Theory]
    [InlineData("on", 20, true)]
    [InlineData("off", 3, false)]
    public async Task What_was_acknowledged_survives_kill_9_as_synchronous_commit_says(string setting, int kills, bool keepsAll)
    {
        await using var engine = await SqlEngine.PostgreSqlAsync("synchronous_commit=" + setting);
        await using var source = engine.Open(await engine.NewDatabaseAsync(), more: engine.Patient);

        await KillAsync(engine.Server, () => new SqlSessionStore(source, engine.Dialect), "synchronous_commit=" + setting, kills, keepsAll);
    }
}
