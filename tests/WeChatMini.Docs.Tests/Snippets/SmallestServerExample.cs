using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.Sessions;

namespace Snippets;

internal static class SmallestServerExample
{
    public static void Run(string[] args)
    {
        #region smallest-server
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Services.AddWeChatMini(builder.Configuration.GetSection("WeChatMini")).AddAspNetCore();

        var app = builder.Build();
        app.MapWeChatMini("/wx");
        app.MapGet("/me", (MiniSession me) => $"signed in until {me.ExpiresAt:O}").RequireWeChatSession();
        app.Run();
        #endregion
    }
}
