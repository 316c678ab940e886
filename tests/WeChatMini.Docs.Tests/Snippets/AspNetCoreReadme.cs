using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk;
using WeChatMini.Sdk.Sessions;

namespace Snippets;

/// <summary>What the readme of WeChatMini.Sdk.AspNetCore shows.</summary>
internal static class AspNetCoreReadme
{
    public static void Limits(WebApplication app)
    {
        #region rate-limiting
        app.MapWeChatMini("/wx").RequireRateLimiting("login");
        #endregion
    }

    public static void TwoApps(WebApplicationBuilder builder, WebApplication app)
    {
        #region package-two-apps
        builder.Services.AddWeChatMini("shop", builder.Configuration.GetSection("Shop")).AddAspNetCore();
        builder.Services.AddWeChatMini("game", builder.Configuration.GetSection("Game")).AddAspNetCore();
        // …
        app.MapWeChatMini("/shop/wx", app: "shop");
        app.MapWeChatMini("/game/wx", app: "game");
        app.MapGet("/shop/me", (MiniSession me) => me.CreatedAt).RequireWeChatSession("shop");
        #endregion
    }

    public static void AppsThatCome(WebApplication app)
    {
        #region package-apps-that-come
        app.Map("/apps/{name}/{call}", (HttpContext http, string name, IWeChatMiniClients clients) =>
            clients.Get(name).CreateEndpoint($"/apps/{name}").HandleAsync(http));
        #endregion
    }
}
