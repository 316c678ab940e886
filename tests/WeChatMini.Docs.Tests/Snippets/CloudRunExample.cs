using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.CloudRun;

namespace Snippets;

internal static class CloudRunExample
{
    public static void Tokens(WebApplicationBuilder builder)
    {
        #region cloudrun-tokens
        builder.Services.AddWeChatMini(builder.Configuration.GetSection("WeChatMini"))
            .AddAspNetCore()
            .UseCloudRun(cloudRun => cloudRun.Tokens = CloudRunTokens.Header);
        #endregion
    }

    public static void Login(WebApplicationBuilder builder)
    {
        #region cloudrun-login
        builder.Services.AddWeChatMini(builder.Configuration.GetSection("WeChatMini"))
            .AddAspNetCore()
            .UseCloudRun(cloudRun => cloudRun.TrustOpenId = true);
        #endregion
    }

    public static void LoginFromOthers(WebApplicationBuilder builder)
    {
        #region cloudrun-from
        builder.Services.AddWeChatMini(builder.Configuration.GetSection("WeChatMini"))
            .AddAspNetCore()
            .UseCloudRun(cloudRun =>
            {
                cloudRun.TrustOpenId = true;
                cloudRun.TrustedFromAppIds = ["wx0123456789abcdef"];
            });
        #endregion
    }
}
