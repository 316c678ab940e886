using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Snippets;

internal static class LoginHandlerExample
{
    public static void Add(WebApplicationBuilder builder)
    {
        #region add-login-handler
        builder.Services.AddWeChatMini(builder.Configuration.GetSection("WeChatMini"))
            .AddAspNetCore()
            .AddLoginHandler<MyUsers>();
        #endregion
    }
}
