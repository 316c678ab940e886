using System.Data.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.Storage.Sql;

namespace Snippets;

internal static class LoginAuditExamples
{
    public static void AddSql(WebApplicationBuilder builder, DbDataSource database)
    {
        #region sql-audit
        builder.Services.AddWeChatMini(builder.Configuration.GetSection("WeChatMini"))
            .UseSqlSessions(database, new PostgreSqlDialect())
            .UseSqlLoginAudit(database, new PostgreSqlDialect());
        #endregion
    }

    public static async Task PurgeAsync(DbDataSource database)
    {
        #region purge-audit
        using var audit = new SqlLoginAudit(database, new PostgreSqlDialect());
        while (await audit.PurgeAsync(before: DateTimeOffset.UtcNow.AddDays(-90), maxLogins: 1000) == 1000)
        {
        }
        #endregion
    }

    public static void AddOwn(WebApplicationBuilder builder)
    {
        #region own-audit
        builder.Services.AddWeChatMini(builder.Configuration.GetSection("WeChatMini"))
            .AddLoginAudit<QueuedAudit>();
        #endregion
    }
}
