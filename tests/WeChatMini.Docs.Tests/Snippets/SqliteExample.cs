using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.Storage.Sql;

namespace Snippets;

internal static class SqliteExample
{
    public static void Add(WebApplicationBuilder builder)
    {
        #region sqlite
        builder.Services.AddWeChatMini(builder.Configuration.GetSection("WeChatMini"))
            .AddAspNetCore()
            .UseSqlSessions(SqliteFactory.Instance.CreateDataSource("Data Source=sessions.db"), new SqliteDialect());
        #endregion
    }
}
