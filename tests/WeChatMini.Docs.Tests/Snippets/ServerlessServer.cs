using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.Sessions;

namespace Snippets;

internal static class ServerlessServer
{
    public static void Run(string[] args)
    {
        #region function-with-aspnetcore
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Services.AddWeChatMini(builder.Configuration.GetSection("WeChatMini"))
            .AddAspNetCore()
            .UseRedisSessions("localhost:6379");
        builder.UseServerlessHost();                       // nothing to do on an ordinary server

        var app = builder.Build();
        app.MapWeChatMini("/wx");
        app.MapGet("/me", (MiniSession me) => $"signed in until {me.ExpiresAt:O}").RequireWeChatSession();
        app.Run();
        #endregion
    }
}
