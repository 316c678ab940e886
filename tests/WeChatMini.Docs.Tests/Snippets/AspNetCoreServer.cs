using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.Sessions;

namespace Snippets;

/// <summary>The server in the readme of WeChatMini.Sdk.AspNetCore.</summary>
internal static class AspNetCoreServer
{
    public static void Run(string[] args)
    {
        #region package-server
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Services.AddWeChatMini(builder.Configuration.GetSection("WeChatMini"))   // AppId, AppSecret
            .AddAspNetCore();

        var app = builder.Build();
        app.MapWeChatMini("/wx");                          // POST login, GET session, POST logout
        app.MapGet("/me", (MiniSession me) => $"signed in until {me.ExpiresAt:O}").RequireWeChatSession();
        app.Run();
        #endregion
    }
}
