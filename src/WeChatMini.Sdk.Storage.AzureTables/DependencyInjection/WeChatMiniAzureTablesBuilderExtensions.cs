using System.Diagnostics.CodeAnalysis;
using Azure.Data.Tables;
using WeChatMini.Sdk.DependencyInjection;
using WeChatMini.Sdk.Storage.AzureTables;
using WeChatMini.Sdk.Storage.AzureTables.Sessions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Uses Azure Table Storage, or Cosmos DB for Table, for sessions.</summary>
public static class WeChatMiniAzureTablesBuilderExtensions
{
    /// <summary>
    /// Keeps sessions in an Azure table: one read for a validation, conditional writes. Tokens are hashes, session_keys are encrypted. While
    /// Azure is away the answer is "store unavailable", never "signed out".
    /// </summary>
    /// <param name="builder">The mini-program; the default one's store serves every other that has none of its own.</param>
    /// <param name="connectionString">The storage account's, such as the value of <c>AzureWebJobsStorage</c>. It is never shown.</param>
    /// <param name="tableName">3 to 63 letters and digits. The table is created on first use if it is missing and the account may.</param>
    /// <param name="configure">
    /// Changes the client's settings; none by default. Connecting is given 1 s and an operation 700 ms, with one more try of ours within
    /// it: leave <c>Retry.MaxRetries</c> at 0. The client is made on first use.
    /// </param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">The connection string cannot be read, which the message does not repeat, or the table's name is not allowed.</exception>
    [RequiresUnreferencedCode(AzureTablesAot.Message)]
    [RequiresDynamicCode(AzureTablesAot.Message)]
    public static WeChatMiniBuilder UseAzureTableSessions(this WeChatMiniBuilder builder, string connectionString, string tableName = "wechatsessions", Action<TableClientOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        AzureTablesSettings.Check(tableName);
        AzureTablesSettings.CheckConnection(connectionString);
        return builder.UseSessionStore(services => new AzureTablesSessionStore(AzureTablesConnection.New(connectionString, tableName, configure, services.GetRequiredService<TimeProvider>())));
    }

    /// <summary>Keeps sessions in an Azure table over a client that the application has, such as one with a managed identity. An operation is given 700 ms, whatever its settings.</summary>
    /// <param name="builder">The mini-program; the default one's store serves every other that has none of its own.</param>
    /// <param name="table">Returns the table's client; called once, on first use. Let it have <c>Retry.MaxRetries = 0</c>: the client's own retries come too late.</param>
    /// <returns>The builder.</returns>
    [RequiresUnreferencedCode(AzureTablesAot.Message)]
    [RequiresDynamicCode(AzureTablesAot.Message)]
    public static WeChatMiniBuilder UseAzureTableSessions(this WeChatMiniBuilder builder, Func<IServiceProvider, TableClient> table)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(table);
        return builder.UseSessionStore(services => new AzureTablesSessionStore(AzureTablesConnection.Over(() => table(services))));
    }
}
