using Microsoft.Extensions.DependencyInjection;
using MySqlConnector;
using Npgsql;
using WeChatMini.AotSmoke;
using WeChatMini.Sdk;
using WeChatMini.Sdk.DependencyInjection;
using WeChatMini.Sdk.Storage.Sql;

// Sessions on each database server that the variables REDIS, POSTGRESQL and MYSQL name, as its driver reads it. Two codes for each.
var settings = new SmokeSettings(args);
return await Smoke.RunAsync(async smoke =>
{
    await RunAsync("REDIS", (builder, server) => builder.UseRedisSessions(server));
    await RunAsync("POSTGRESQL", (builder, server) => builder.UseSqlSessions(NpgsqlDataSource.Create(server), new PostgreSqlDialect()));
    await RunAsync("MYSQL", (builder, server) => builder.UseSqlSessions(new MySqlDataSource(server), new MySqlDialect()));

    async Task RunAsync(string name, Action<WeChatMiniBuilder, string> use)
    {
        if (Environment.GetEnvironmentVariable(name) is not { Length: > 0 } server)
        {
            return;
        }

        smoke.Step("create the client of " + name);
        var options = new WeChatMiniOptions { AppId = settings.AppId, AppSecret = settings.AppSecret, BaseAddress = settings.Address };
        await using var client = WeChatMiniClient.Create(options, builder => use(builder, server));
        await SessionSteps.RunAsync(smoke, client, settings);
        Console.Write(name + " ");
    }
});
