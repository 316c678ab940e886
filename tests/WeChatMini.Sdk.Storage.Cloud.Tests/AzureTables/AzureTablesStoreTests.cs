using SessionStores;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Storage.Cloud.Tests.Support;

namespace WeChatMini.Sdk.Storage.Cloud.Tests.AzureTables;

/// <summary>The contract with each call at the other of two instances: what keeps their writers apart is the database's own condition.</summary>
public sealed class AzureTablesStoreTests(AzureTablesFixture azure, ITestOutputHelper output) : StoreContractTests(output), IClassFixture<AzureTablesFixture>
{
    private readonly List<Stores> _stores = [];

    protected override string Engine => "Azure Tables";

    protected override int LongHistories => 1_000;

    protected override async ValueTask<ISessionStore> OpenAsync()
    {
        var server = await azure.ServerAsync();

        // A table for each rule: azurite has one thread, which looks through all entities of a table for a purge while everybody else waits.
        var table = "rule" + Guid.NewGuid().ToString("N");
        for (var instance = 0; instance < 2; instance++)
        {
            _stores.Add(new Stores(builder => AzureTablesFixture.Use(builder, server.ConnectionString(), table)));
        }

        return new RoundRobin([.. _stores.Select(stores => stores.Store)]);
    }

    protected override async ValueTask CloseAsync(ISessionStore store)
    {
        foreach (var stores in _stores)
        {
            await stores.DisposeAsync();
        }
    }
}
