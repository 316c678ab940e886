using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Azure;
using Azure.Data.Tables;
using WeChatMini.Sdk.DependencyInjection;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Storage.Cloud.Tests.Documents;

namespace WeChatMini.Sdk.Storage.Cloud.Tests.AzureTables;

/// <summary>Gate G7 on Azure Tables. The emulator's file is the JSON that it was sent.</summary>
public sealed class AzureTablesDumpTests(ITestOutputHelper output) : DocumentDumpTests(output), IAsyncDisposable
{
    private AzuriteServer? _server;

    protected override string Engine => "Azure Tables";

    protected override int ShortLogins => 300;

    public async ValueTask DisposeAsync() => await (_server?.DisposeAsync() ?? default);

    private protected override async Task PrepareAsync() => _server = await AzuriteServer.StartOnDiskAsync();

    private protected override void UseStore(WeChatMiniBuilder builder) => AzureTablesFixture.Use(builder, _server!.ConnectionString());

    private protected override async IAsyncEnumerable<(UserHandle User, byte[] Document)> DocumentsAsync()
    {
        await foreach (var entity in EntitiesAsync())
        {
            yield return (new UserHandle(Base64Url.DecodeFromChars(entity.PartitionKey)), entity.GetBinary("Doc0"));
        }
    }

    private protected override async IAsyncEnumerable<(string Name, byte[] Value)> AttributesAsync()
    {
        await foreach (var (name, value) in EntitiesAsync().SelectMany(entity => entity))
        {
            yield return (name, value as byte[] ?? Encoding.UTF8.GetBytes(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""));
        }
    }

    /// <summary>It writes all that it holds every few seconds, and at its end.</summary>
    private protected override async Task<byte[]> FilesAsync()
    {
        await _server!.StopAsync();
        return await _server.ReadFilesAsync();
    }

    private AsyncPageable<TableEntity> EntitiesAsync() => AzureTablesFixture.Client(_server!).QueryAsync<TableEntity>(cancellationToken: TestContext.Current.CancellationToken);
}
