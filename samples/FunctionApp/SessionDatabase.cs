using WeChatMini.Sdk.DependencyInjection;

namespace FunctionApp;

/// <summary>The database of the sessions, by two settings: <c>Sessions:Store</c> and <c>Sessions:Connection</c>.</summary>
internal static class SessionDatabase
{
    /// <param name="weChat">The mini-program.</param>
    /// <param name="setting">Gives the value of <c>Store</c> and of <c>Connection</c>.</param>
    public static WeChatMiniBuilder UseSessionDatabase(this WeChatMiniBuilder weChat, Func<string, string?> setting)
    {
        var connection = setting("Connection") ?? "";
        return (setting("Store") ?? "redis") switch
        {
            // All instances share the access token as well.
            "redis" => weChat.UseRedisSessions(connection).ShareAccessTokens(connection),
#if DYNAMODB
            "dynamodb" => weChat.UseDynamoDbSessions(connection, dynamo => dynamo.ServiceURL = Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL_DYNAMODB") ?? dynamo.ServiceURL),
#endif
#if POSTGRESQL
            "postgresql" => weChat.UseSqlSessions(Npgsql.NpgsqlDataSource.Create(connection), new WeChatMini.Sdk.Storage.Sql.PostgreSqlDialect()),
#endif
#if MYSQL
            "mysql" => weChat.UseSqlSessions(new MySqlConnector.MySqlDataSource(connection), new WeChatMini.Sdk.Storage.Sql.MySqlDialect()),
#endif
            var other => throw new InvalidOperationException($"Sessions:Store is '{other}', which this program does not carry. It has redis, and what it was published with: see eng/publish-function."),
        };
    }
}
