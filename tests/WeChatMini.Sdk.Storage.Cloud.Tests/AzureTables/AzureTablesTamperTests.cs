using Azure.Data.Tables;
using SessionStores;
using WeChatMini.Sdk.DependencyInjection;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Storage.Cloud.Tests.AzureTables;

/// <summary>Gate G8 on the entities of Azure Tables. Each bit of such a document is flipped in DocumentTamperTests.</summary>
public sealed class AzureTablesTamperTests(AzureTablesFixture azure, ITestOutputHelper output) : TamperContract(output), IClassFixture<AzureTablesFixture>
{
    private AzuriteServer? _server;
    private TableClient? _table;

    protected override string Engine => "Azure Tables";

    protected override int BitsPerByte => 1;

    private protected override async Task PrepareAsync()
    {
        _server = await azure.ServerAsync();
        _table = AzureTablesFixture.Client(_server);
    }

    private protected override void UseStore(WeChatMiniBuilder builder) => AzureTablesFixture.Use(builder, _server!.ConnectionString());

    private protected override async Task<IReadOnlyList<StoredValue>> ValuesAsync(UserHandle user) => [new StoredValue("Doc0", (await EntityAsync(user)).GetBinary("Doc0"))];

    private protected override async Task WriteAsync(UserHandle user, StoredValue value)
    {
        var entity = await EntityAsync(user);
        entity[value.Place] = value.Bytes;
        await _table!.UpdateEntityAsync(entity, entity.ETag, TableUpdateMode.Replace);
    }

    private async Task<TableEntity> EntityAsync(UserHandle user) => (await _table!.GetEntityAsync<TableEntity>(user.ToString(), "sessions")).Value;
}
