using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using MySqlConnector;
using Npgsql;
using WeChatMini.Sdk.Storage.Sql;

namespace Snippets;

internal static class DatabaseExamples
{
    public static void AddPostgreSql(WebApplicationBuilder builder)
    {
        #region postgresql
        var database = NpgsqlDataSource.Create("Host=…;Database=…;Username=…;Password=…;Timeout=1;Cancellation Timeout=-1;No Reset On Close=true;Maximum Pool Size=4");
        builder.Services.AddWeChatMini(builder.Configuration.GetSection("WeChatMini"))
            .UseSqlSessions(database, new PostgreSqlDialect());
        #endregion
    }

    public static void AddMySql(WebApplicationBuilder builder)
    {
        #region mysql
        var database = new MySqlDataSource("Server=…;Database=…;User ID=…;Password=…;Connection Timeout=1;Default Command Timeout=1;Cancellation Timeout=-1;Connection Reset=false;Maximum Pool Size=4");
        builder.Services.AddWeChatMini(builder.Configuration.GetSection("WeChatMini"))
            .UseSqlSessions(database, new MySqlDialect());
        #endregion
    }

    public static void AddRedis(WebApplicationBuilder builder)
    {
        #region redis-sessions
        builder.Services.AddWeChatMini(builder.Configuration.GetSection("WeChatMini"))
            .UseRedisSessions("cache.example:6380,user=app,password=…,ssl=true");
        #endregion
    }

    public static void AddCache(WebApplicationBuilder builder)
    {
        #region cache-sessions
        builder.Services.AddStackExchangeRedisCache(redis => redis.Configuration = "cache.example:6380,user=app,password=…,ssl=true");
        builder.Services.AddWeChatMini(builder.Configuration.GetSection("WeChatMini"))
            .UseDistributedCacheSessions();
        #endregion
    }
}
