using SessionStores;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Storage.Redis.Tests.Support;

namespace WeChatMini.Sdk.Storage.Redis.Tests.Sessions;

public sealed class RedisKillTests(ITestOutputHelper output) : KillContract(output)
{
    protected override string Engine => "Redis";

    /// <summary>With everysec Redis hands a write to the operating system before it answers, but while a flush takes long: up to two seconds may then be lost.</summary>
    [Theory]
    [InlineData("always", 20, true)]
    [InlineData("everysec", 5, false)]
    public async Task What_was_acknowledged_survives_kill_9_as_appendfsync_says(string setting, int kills, bool keepsAll)
    {
        await using var redis = await RedisServer.StartDurableAsync(setting);
        var opened = new List<Stores>();
        await KillAsync(redis, Open, "appendfsync=" + setting, kills, keepsAll);
        foreach (var stores in opened)
        {
            await stores.DisposeAsync();
        }

        ISessionStore Open()
        {
            var stores = Stores.Over(redis.Configuration);
            opened.Add(stores);
            return stores.Store;
        }
    }
}
