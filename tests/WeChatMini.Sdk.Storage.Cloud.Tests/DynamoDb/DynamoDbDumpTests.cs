using System.Buffers.Text;
using System.Text;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using WeChatMini.Sdk.DependencyInjection;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Storage.Cloud.Tests.Documents;

namespace WeChatMini.Sdk.Storage.Cloud.Tests.DynamoDb;

/// <summary>Gate G7 on DynamoDB. The emulator's files are a LevelDB of the JSON that it was sent.</summary>
public sealed class DynamoDbDumpTests(ITestOutputHelper output) : DocumentDumpTests(output), IAsyncDisposable
{
    private DynaliteServer? _server;
    private AmazonDynamoDBClient? _client;

    protected override string Engine => "DynamoDB";

    protected override int ShortLogins => 300;

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        await (_server?.DisposeAsync() ?? default);
    }

    private protected override async Task PrepareAsync()
    {
        _server = await DynamoDbFixture.StartAsync();
        _client = DynamoDbFixture.Client(_server.Address);
    }

    private protected override void UseStore(WeChatMiniBuilder builder) => DynamoDbFixture.Use(builder, _server!.Address);

    private protected override async IAsyncEnumerable<(UserHandle User, byte[] Document)> DocumentsAsync()
    {
        await foreach (var item in ItemsAsync())
        {
            yield return (new UserHandle(Base64Url.DecodeFromChars(item["pk"].S)), item["doc"].B.ToArray());
        }
    }

    private protected override async IAsyncEnumerable<(string Name, byte[] Value)> AttributesAsync()
    {
        await foreach (var (name, value) in ItemsAsync().SelectMany(item => item))
        {
            yield return (name, value.B?.ToArray() ?? Encoding.UTF8.GetBytes(value.S ?? value.N));
        }
    }

    private protected override Task<byte[]> FilesAsync() => _server!.ReadFilesAsync();

    private async IAsyncEnumerable<Dictionary<string, AttributeValue>> ItemsAsync()
    {
        var request = new ScanRequest(DynamoDbFixture.Table);
        do
        {
            var page = await _client!.ScanAsync(request, TestContext.Current.CancellationToken);
            request.ExclusiveStartKey = page.LastEvaluatedKey;
            foreach (var item in page.Items)
            {
                yield return item;
            }
        }
        while (request.ExclusiveStartKey is { Count: > 0 });
    }
}
