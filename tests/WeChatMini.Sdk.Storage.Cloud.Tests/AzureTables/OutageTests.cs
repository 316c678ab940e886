using WeChatMini.Sdk.DependencyInjection;
using WeChatMini.Sdk.Storage.Cloud.Tests.Documents;

namespace WeChatMini.Sdk.Storage.Cloud.Tests.AzureTables;

public sealed class OutageTests : DocumentOutageContract
{
    protected override string Engine => "Azure Tables";

    /// <summary>Azurite writes what it holds to the disk later.</summary>
    protected override bool IsDurable => false;

    private protected override async Task<EngineServer> StartAsync() => await AzuriteServer.StartAsync();

    private protected override void UseStore(WeChatMiniBuilder builder, EngineServer server, int port) => AzureTablesFixture.Use(builder, ((AzuriteServer)server).ConnectionString(port));
}
