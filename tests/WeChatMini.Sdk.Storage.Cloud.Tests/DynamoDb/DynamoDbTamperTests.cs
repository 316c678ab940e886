using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using SessionStores;
using WeChatMini.Sdk.DependencyInjection;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Storage.Cloud.Tests.DynamoDb;

/// <summary>Gate G8 on the items of DynamoDB. Each bit of such a document is flipped in DocumentTamperTests.</summary>
public sealed class DynamoDbTamperTests(DynamoDbFixture dynamo, ITestOutputHelper output) : TamperContract(output), IClassFixture<DynamoDbFixture>, IDisposable
{
    private DynaliteServer? _server;
    private AmazonDynamoDBClient? _client;

    protected override string Engine => "DynamoDB";

    protected override int BitsPerByte => 1;

    public void Dispose() => _client?.Dispose();

    private protected override async Task PrepareAsync()
    {
        _server = await dynamo.ServerAsync();
        _client = DynamoDbFixture.Client(_server.Address);
    }

    private protected override void UseStore(WeChatMiniBuilder builder) => DynamoDbFixture.Use(builder, _server!.Address);

    private protected override async Task<IReadOnlyList<StoredValue>> ValuesAsync(UserHandle user) => [new StoredValue("doc", (await ItemAsync(user))["doc"].B.ToArray())];

    private protected override async Task WriteAsync(UserHandle user, StoredValue value)
    {
        var item = await ItemAsync(user);
        item[value.Place] = new AttributeValue { B = new MemoryStream(value.Bytes) };
        await _client!.PutItemAsync(DynamoDbFixture.Table, item);
    }

    private async Task<Dictionary<string, AttributeValue>> ItemAsync(UserHandle user) =>
        (await _client!.GetItemAsync(DynamoDbFixture.Table, new() { ["pk"] = new() { S = user.ToString() } })).Item;
}
