using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk;

namespace Snippets;

internal static class ContainerExample
{
    public static WeChatMiniClient Get(IServiceCollection services, IConfiguration configuration)
    {
        #region package-container
        services.AddWeChatMini(configuration.GetSection("WeChatMini")); // then take WeChatMiniClient where you need it
        #endregion
        return services.BuildServiceProvider().GetRequiredService<WeChatMiniClient>();
    }
}
