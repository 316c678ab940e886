using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.DependencyInjection;

namespace WeChatMini.Sdk.Storage.Cloud.Tests.AzureTables;

/// <summary>One Azure Table Storage for the tests of a class, started by the first of them.</summary>
public sealed class AzureTablesFixture : IAsyncDisposable
{
    public const string Table = "wechatsessions";

    private readonly Lazy<Task<AzuriteServer>> _server = new(AzuriteServer.StartAsync);

    internal Task<AzuriteServer> ServerAsync() => _server.Value;

    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated && _server.Value.IsCompletedSuccessfully)
        {
            await (await _server.Value).DisposeAsync();
        }
    }

    internal static void Use(WeChatMiniBuilder builder, string connectionString, string table = Table) => builder.UseAzureTableSessions(connectionString, table);

    internal static TableClient Client(AzuriteServer server, string table = Table) => new(server.ConnectionString(), table);
}
