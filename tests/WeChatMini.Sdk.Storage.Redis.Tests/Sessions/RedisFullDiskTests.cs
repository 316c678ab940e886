using SessionStores;
using WeChatMini.Sdk.Storage.Redis.Tests.Support;

namespace WeChatMini.Sdk.Storage.Redis.Tests.Sessions;

public sealed class RedisFullDiskTests : FullDiskContract
{
    protected override string Sentence => "cannot save to its disk";

    [Fact]
    public async Task A_full_disk_is_named_as_the_cause_and_takes_nothing_that_was_acknowledged()
    {
        await using var disk = await SmallDisk.MakeAsync(20);
        await using var server = await RedisServer.StartOnAsync(disk);
        await using var stores = Stores.Over(server.Configuration);

        await CheckAsync(disk, stores.Store);
    }

    /// <summary>Redis tries to write again once a second.</summary>
    private protected override async Task FreedAsync(Func<Task> login)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await login();
                return;
            }
            catch (InvalidOperationException) when (attempt < 100)
            {
                await Task.Delay(100, TestContext.Current.CancellationToken);
            }
        }
    }
}
