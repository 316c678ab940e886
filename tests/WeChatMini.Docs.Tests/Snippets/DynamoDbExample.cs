using Amazon.DynamoDBv2;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Snippets;

internal static class DynamoDbExample
{
    public static void Add(WebApplicationBuilder builder)
    {
        #region dynamodb
        builder.Services.AddWeChatMini(builder.Configuration.GetSection("WeChatMini"))
            .AddAspNetCore()
            .UseDynamoDbSessions("wechat-sessions");
        #endregion
    }

    public static void AddOver(WebApplicationBuilder builder)
    {
        #region dynamodb-over
        builder.Services.AddWeChatMini(builder.Configuration.GetSection("WeChatMini"))
            .UseDynamoDbSessions("wechat-sessions", services => services.GetRequiredService<IAmazonDynamoDB>());
        #endregion
    }
}
