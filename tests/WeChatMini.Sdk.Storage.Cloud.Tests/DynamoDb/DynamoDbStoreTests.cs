using SessionStores;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Storage.Cloud.Tests.Support;

namespace WeChatMini.Sdk.Storage.Cloud.Tests.DynamoDb;

public sealed class DynamoDbStoreTests(DynamoDbFixture dynamo, ITestOutputHelper output) : StoreContractTests(output), IClassFixture<DynamoDbFixture>
{
    private Stores? _stores;

    protected override string Engine => "DynamoDB";

    protected override async ValueTask<ISessionStore> OpenAsync()
    {
        var server = await dynamo.ServerAsync();
        _stores = new Stores(builder => DynamoDbFixture.Use(builder, server.Address));
        return _stores.Store;
    }

    protected override ValueTask CloseAsync(ISessionStore store) => _stores!.DisposeAsync();
}
