using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Snippets;

internal static class StoreExample
{
    public static void Add(WebApplicationBuilder builder)
    {
        #region use-session-store
        builder.Services.AddWeChatMini(builder.Configuration.GetSection("WeChatMini"))
            .UseSessionStore(services => new OneLockStore());
        #endregion
    }
}
