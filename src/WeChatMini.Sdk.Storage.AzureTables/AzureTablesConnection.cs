using Azure.Core.Pipeline;
using Azure.Data.Tables;
using WeChatMini.Sdk.Storage.Http;

namespace WeChatMini.Sdk.Storage.AzureTables;

/// <summary>The client, made on first use, so that an instance that never needs it does not pay for it.</summary>
internal sealed class AzureTablesConnection : IDisposable
{
    private readonly Lazy<TableClient> _client;
    private readonly HttpClient? _http;

    private AzureTablesConnection(Func<TableClient> client, HttpClient? http)
    {
        _client = new Lazy<TableClient>(client);
        _http = http;
    }

    public TableClient Client => _client.Value;

    /// <summary>A client of our own, which is closed with this object.</summary>
    public static AzureTablesConnection New(string connectionString, string table, Action<TableClientOptions>? configure, TimeProvider clock)
    {
        // The store ends a call sooner; this is for a client that it has left behind.
        var http = new HttpClient(new FreshConnectionsHandler(clock)) { Timeout = TimeSpan.FromSeconds(3) };
        return new AzureTablesConnection(
            () =>
            {
                // The SDK's first retry comes after 0.8 s, which is too late here: the store has its own.
                var options = new TableClientOptions { Transport = new HttpClientTransport(http) };
                options.Retry.MaxRetries = 0;
                options.Retry.NetworkTimeout = http.Timeout;
                configure?.Invoke(options);
                return new TableClient(connectionString, table, options);
            },
            http);
    }

    /// <summary>A client of the application's.</summary>
    public static AzureTablesConnection Over(Func<TableClient> client) => new(client, http: null);

    public void Dispose() => _http?.Dispose();
}
