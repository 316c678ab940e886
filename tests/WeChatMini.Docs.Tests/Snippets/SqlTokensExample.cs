using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.Storage.Sql;

namespace Snippets;

internal static class SqlTokensExample
{
    public static void Add(WebApplicationBuilder builder)
    {
        #region sql-tokens
        var database = SqliteFactory.Instance.CreateDataSource("Data Source=sessions.db");
        builder.Services.AddWeChatMini(builder.Configuration.GetSection("WeChatMini"))
            .UseSqlSessions(database, new SqliteDialect())
            .ShareAccessTokens(database, new SqliteDialect());
        #endregion
    }
}
