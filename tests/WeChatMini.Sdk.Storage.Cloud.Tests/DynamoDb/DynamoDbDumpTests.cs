using Amazon.DynamoDBv2.Model;
using WeChatMini.Sdk.DependencyInjection;
using WeChatMini.Sdk.Storage.Cloud.Tests.Support;

namespace WeChatMini.Sdk.Storage.Cloud.Tests.DynamoDb;

public sealed class DynamoDbDumpTests(ITestOutputHelper output) : CloudDump(output)
{
    protected override string Engine => "DynamoDB";

    private protected override async Task<EngineServer> StartAsync() => await DynamoDbFixture.StartAsync();

    private protected override void UseStore(WeChatMiniBuilder builder, EngineServer server) => DynamoDbFixture.Use(builder, ((DynaliteServer)server).Address);

    private protected override async Task<IReadOnlyList<(string Key, IReadOnlyList<object> Values)>> ReadAsync(EngineServer server)
    {
        using var client = DynamoDbFixture.Client(((DynaliteServer)server).Address);
        var all = new List<(string, IReadOnlyList<object>)>();
        var page = new ScanRequest(DynamoDbFixture.Table);
        do
        {
            var answer = await client.ScanAsync(page, TestContext.Current.CancellationToken);
            all.AddRange(answer.Items.Select(item => (item["pk"].S, (IReadOnlyList<object>)[.. item.Values.Select(ValueOf)])));
            page.ExclusiveStartKey = answer.LastEvaluatedKey;
        }
        while (page.ExclusiveStartKey?.Count > 0);
        return all;
    }

    private static object ValueOf(AttributeValue value) => value.B?.ToArray() ?? (object)(value.S ?? value.N);
}
