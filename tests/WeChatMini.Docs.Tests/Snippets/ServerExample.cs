using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Storage.Sql;

// Not below WeChatMini: a page's code must compile in a reader's program.
namespace Snippets;

internal static class ServerExample
{
    public static void Run(string[] args)
    {
        #region server
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Services.AddWeChatMini(builder.Configuration.GetSection("WeChatMini"))
            .AddAspNetCore()                               // authentication scheme, MiniSession as a parameter
            .UseSqlSessions(SqliteFactory.Instance.CreateDataSource("Data Source=sessions.db"), new SqliteDialect())
            .AddLoginHandler<MyUsers>();                   // optional: openid → the app's own user

        var app = builder.Build();
        app.MapWeChatMini("/wx");                          // POST login, POST logout, GET session
        app.MapGet("/me", (MiniSession me) => $"signed in until {me.ExpiresAt:O}").RequireWeChatSession();
        app.Run();
        #endregion
    }
}
