using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WeChatMini.Sdk;
using WeChatMini.Sdk.Sessions;

namespace Snippets;

internal static class SeveralAppsExample
{
    public static void TwoApps(WebApplicationBuilder builder)
    {
        #region two-apps
        builder.Services.AddWeChatMini("shop", builder.Configuration.GetSection("Shop")).AddAspNetCore();
        builder.Services.AddWeChatMini("club", builder.Configuration.GetSection("Club")).AddAspNetCore();

        var app = builder.Build();
        app.MapWeChatMini("/shop/wx", app: "shop");
        app.MapWeChatMini("/club/wx", app: "club");
        app.MapGet("/shop/me", (MiniSession me) => me.UserId).RequireWeChatSession("shop");
        app.MapGet("/club/me", (MiniSession me) => me.UserId).RequireWeChatSession("club");
        #endregion
    }

    public static void AppsThatCome(WebApplicationBuilder builder)
    {
        #region tenants
        builder.Services.AddWeChatMini().AddAspNetCore();
        builder.Services.AddSingleton<IConfigureOptions<WeChatMiniOptions>, TenantOptions>();

        var app = builder.Build();
        app.Map("/{tenant}/wx/{call}", async (string tenant, HttpContext context, IWeChatMiniClients apps, ITenants tenants) =>
        {
            if (tenants.Find(tenant) is null)
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }

            await apps.Get(tenant).CreateEndpoint($"/{tenant}/wx").HandleAsync(context);
        });
        #endregion
    }
}
