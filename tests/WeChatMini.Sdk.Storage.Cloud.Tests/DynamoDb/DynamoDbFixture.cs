using Amazon.DynamoDBv2;
using Amazon.Runtime;
using WeChatMini.Sdk.DependencyInjection;
using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.Storage.DynamoDb;

namespace WeChatMini.Sdk.Storage.Cloud.Tests.DynamoDb;

/// <summary>One DynamoDB with a table for the tests of a class, started by the first of them.</summary>
public sealed class DynamoDbFixture : IAsyncDisposable
{
    public const string Table = "sessions";

    public const string AccessKey = "AKIACANARYCANARY1234";

    public const string SecretKey = "canary-secret-key-of-aws-5Yz";

    private readonly Lazy<Task<DynaliteServer>> _server = new(StartAsync);

    internal Task<DynaliteServer> ServerAsync() => _server.Value;

    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated && _server.Value.IsCompletedSuccessfully)
        {
            await (await _server.Value).DisposeAsync();
        }
    }

    internal static async Task<DynaliteServer> StartAsync()
    {
        var server = await DynaliteServer.StartAsync();
        using var client = Client(server.Address);
        await DynamoDbTable.CreateAsync(client, Table);
        return server;
    }

    /// <summary>A client of the application's own.</summary>
    internal static AmazonDynamoDBClient Client(string address)
    {
        var config = new AmazonDynamoDBConfig();
        At(config, address);
        return new AmazonDynamoDBClient(config);
    }

    internal static void Use(WeChatMiniBuilder builder, string address, string table = Table) => builder.UseDynamoDbSessions(table, config => At(config, address));

    internal static void At(AmazonDynamoDBConfig config, string address)
    {
        config.ServiceURL = address;
        config.AuthenticationRegion = "eu-central-1";
        config.DefaultAWSCredentials = new BasicAWSCredentials(AccessKey, SecretKey);
    }
}
