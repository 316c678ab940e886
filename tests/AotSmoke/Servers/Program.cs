using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Microsoft.Extensions.DependencyInjection;
using MySqlConnector;
using Npgsql;
using WeChatMini.AotSmoke;
using WeChatMini.AotSmoke.Sm;
using WeChatMini.Sdk;
using WeChatMini.Sdk.DependencyInjection;
using WeChatMini.Sdk.Storage.DynamoDb;
using WeChatMini.Sdk.Storage.Sql;

// Sessions in memory, and on each database server that the variables REDIS, POSTGRESQL and MYSQL name, as its driver reads it, and DYNAMODB by
// its address. Two codes for each, and one more. With TOKENS, access tokens that two processes share in Redis: see TokenRun.
var settings = new SmokeSettings(args);
if (Environment.GetEnvironmentVariable("TOKENS") is { Length: > 0 })
{
    return await TokenRun.RunAsync(settings, args);
}

return await Smoke.RunAsync(async smoke =>
{
    smoke.Step("create the client without a database");
    await using (var memory = WeChatMiniClient.Create(Options()))
    {
        await SessionSteps.RunAsync(smoke, memory, settings);
        await EndpointSteps.RunAsync(smoke, memory.Endpoint, settings.NextCode());
    }

    await SmSteps.RunAsync(smoke, Options());
    await RunAsync("REDIS", (builder, server) => builder.UseRedisSessions(server));
    await RunAsync("POSTGRESQL", (builder, server) => builder.UseSqlSessions(NpgsqlDataSource.Create(server), new PostgreSqlDialect()));
    await RunAsync("MYSQL", (builder, server) => builder.UseSqlSessions(new MySqlDataSource(server), new MySqlDialect()));
    await RunAsync("DYNAMODB", (builder, server) => builder.UseDynamoDbSessions("smoke", config => At(config, server)));

    WeChatMiniOptions Options() => new() { AppId = settings.AppId, AppSecret = settings.AppSecret, BaseAddress = settings.Address };

    async Task RunAsync(string name, Action<WeChatMiniBuilder, string> use)
    {
        if (Environment.GetEnvironmentVariable(name) is not { Length: > 0 } server)
        {
            return;
        }

        if (name == "DYNAMODB")
        {
            smoke.Step("create the table");
            var config = new AmazonDynamoDBConfig();
            At(config, server);
            using var dynamo = new AmazonDynamoDBClient(config);
            await DynamoDbTable.CreateAsync(dynamo, "smoke");
        }

        smoke.Step("create the client of " + name);
        await using var client = WeChatMiniClient.Create(Options(), builder => use(builder, server));
        await SessionSteps.RunAsync(smoke, client, settings);
        Console.Write(name + " ");
    }
});

static void At(AmazonDynamoDBConfig config, string address)
{
    config.ServiceURL = address;
    config.AuthenticationRegion = "eu-central-1";
    config.DefaultAWSCredentials = new BasicAWSCredentials("any", "any");
}
