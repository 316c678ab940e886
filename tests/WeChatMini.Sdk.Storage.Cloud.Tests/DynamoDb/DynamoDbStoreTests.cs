using SessionStores;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Storage.Cloud.Tests.Support;

namespace WeChatMini.Sdk.Storage.Cloud.Tests.DynamoDb;

/// <summary>The contract with each call at the other of two instances: what keeps their writers apart is the database's own condition.</summary>
public sealed class DynamoDbStoreTests(DynamoDbFixture dynamo, ITestOutputHelper output) : StoreContractTests(output), IClassFixture<DynamoDbFixture>
{
    private readonly List<Stores> _stores = [];

    protected override string Engine => "DynamoDB";

    protected override int LongHistories => 1_000;

    protected override async ValueTask<ISessionStore> OpenAsync()
    {
        var server = await dynamo.ServerAsync();
        for (var instance = 0; instance < 2; instance++)
        {
            _stores.Add(new Stores(builder => DynamoDbFixture.Use(builder, server.Address)));
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
