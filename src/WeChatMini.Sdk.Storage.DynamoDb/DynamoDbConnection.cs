using Amazon.DynamoDBv2;
using Amazon.Runtime;
using WeChatMini.Sdk.Storage.Http;

namespace WeChatMini.Sdk.Storage.DynamoDb;

/// <summary>The client, made on first use, so that an instance that never needs it does not pay for it.</summary>
internal sealed class DynamoDbConnection : IDisposable
{
    private readonly Lazy<IAmazonDynamoDB> _client;
    private readonly HttpClient? _http;

    private DynamoDbConnection(Func<IAmazonDynamoDB> client, HttpClient? http)
    {
        _client = new Lazy<IAmazonDynamoDB>(client);
        _http = http;
    }

    public IAmazonDynamoDB Client => _client.Value;

    /// <summary>The client's settings, or null before there is one.</summary>
    public IClientConfig? Config => _client.IsValueCreated ? _client.Value.Config : null;

    /// <summary>A client of our own, which is closed with this object.</summary>
    public static DynamoDbConnection New(Action<AmazonDynamoDBConfig>? configure, TimeProvider clock)
    {
        // The store ends a call sooner; this is for a client that it has left behind.
        var http = new HttpClient(new FreshConnectionsHandler(clock)) { Timeout = TimeSpan.FromSeconds(3) };
        return new DynamoDbConnection(
            () =>
            {
                // The SDK's first retry comes after up to a second, which is too late here: the store has its own.
                var config = new AmazonDynamoDBConfig { HttpClientFactory = new OneHttpClient(http), MaxErrorRetry = 0, Timeout = http.Timeout };
                configure?.Invoke(config);
                return new AmazonDynamoDBClient(config);
            },
            http);
    }

    /// <summary>A client of the application's, which stays open.</summary>
    public static DynamoDbConnection Over(IAmazonDynamoDB client) => new(() => client, http: null);

    public void Dispose()
    {
        if (_http is not null)
        {
            if (_client.IsValueCreated)
            {
                _client.Value.Dispose();
            }

            _http.Dispose();
        }
    }

    private sealed class OneHttpClient(HttpClient http) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => http;

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

        public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;
    }
}
