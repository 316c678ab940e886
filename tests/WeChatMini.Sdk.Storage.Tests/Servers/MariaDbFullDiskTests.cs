using MySqlConnector;
using SessionStores;
using WeChatMini.Sdk.Storage.Sql;

namespace WeChatMini.Sdk.Storage.Tests.Servers;

public sealed class MariaDbFullDiskTests : FullDiskContract
{
    protected override string Sentence => "The disk of the MySQL server is full";

    [Fact]
    public async Task A_full_disk_is_named_as_the_cause_and_takes_nothing_that_was_acknowledged()
    {
        await using var disk = await SmallDisk.MakeAsync(300);
        await using var server = await MariaDbServer.StartOnAsync(disk);
        await using var source = new MySqlDataSource(server.ConnectionString() + ";Connection Timeout=30;Default Command Timeout=30");
        using var store = new SqlSessionStore(source, new MySqlDialect());

        await CheckAsync(disk, store);
    }
}
