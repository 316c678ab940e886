using Npgsql;
using SessionStores;
using WeChatMini.Sdk.Storage.Sql;

namespace WeChatMini.Sdk.Storage.Tests.Servers;

public sealed class PostgreSqlFullDiskTests : FullDiskContract
{
    protected override string Sentence => "The disk of the PostgreSQL server is full";

    [Fact]
    public async Task A_full_disk_is_named_as_the_cause_and_takes_nothing_that_was_acknowledged()
    {
        await using var disk = await SmallDisk.MakeAsync(200);
        await using var server = await PostgreSqlServer.StartOnAsync(disk);
        await using var source = NpgsqlDataSource.Create(server.ConnectionString() + ";Timeout=30;Command Timeout=30");
        using var store = new SqlSessionStore(source, new PostgreSqlDialect());

        await CheckAsync(disk, store);
    }
}
