using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace Snippets;

internal static class RedisTokensExample
{
    public static void Add(WebApplicationBuilder builder)
    {
        #region redis-tokens
        builder.Services.AddWeChatMini(builder.Configuration.GetSection("WeChatMini"))
            .ShareAccessTokens("cache.example:6380,user=app,password=…,ssl=true");
        #endregion
    }

    public static void AddOver(WebApplicationBuilder builder)
    {
        #region redis-tokens-over
        builder.Services.AddSingleton<IConnectionMultiplexer>(_ => ConnectionMultiplexer.Connect("cache.example,abortConnect=false"));
        builder.Services.AddWeChatMini(builder.Configuration.GetSection("WeChatMini"))
            .ShareAccessTokens(services => services.GetRequiredService<IConnectionMultiplexer>());
        #endregion
    }
}
