using System.Globalization;
using Azure.Data.Tables;
using WeChatMini.Sdk.DependencyInjection;
using WeChatMini.Sdk.Storage.Cloud.Tests.Support;

namespace WeChatMini.Sdk.Storage.Cloud.Tests.AzureTables;

public sealed class AzureTablesDumpTests(ITestOutputHelper output) : CloudDump(output)
{
    protected override string Engine => "Azure Tables";

    private protected override async Task<EngineServer> StartAsync() => await AzuriteServer.StartAsync();

    private protected override void UseStore(WeChatMiniBuilder builder, EngineServer server) => AzureTablesFixture.Use(builder, ((AzuriteServer)server).ConnectionString());

    private protected override async Task<IReadOnlyList<(string Key, IReadOnlyList<object> Values)>> ReadAsync(EngineServer server)
    {
        var all = new List<(string, IReadOnlyList<object>)>();
        await foreach (var entity in AzureTablesFixture.Client((AzuriteServer)server).QueryAsync<TableEntity>(cancellationToken: TestContext.Current.CancellationToken))
        {
            all.Add((entity.PartitionKey, [.. entity.Select(pair => pair.Value).Select(value => value as byte[] ?? (object)Convert.ToString(value, CultureInfo.InvariantCulture)!)]));
        }

        return all;
    }
}
