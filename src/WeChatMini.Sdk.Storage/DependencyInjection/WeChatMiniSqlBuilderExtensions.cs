using System.Data.Common;
using WeChatMini.Sdk.DependencyInjection;
using WeChatMini.Sdk.Storage.AccessTokens;
using WeChatMini.Sdk.Storage.Sql;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Uses a SQL database for what outlives an instance of an application or is common to all of them.</summary>
public static class WeChatMiniSqlBuilderExtensions
{
    /// <summary>Keeps sessions in the database of a data source. The tables are created on first use, or by the script in <see cref="SqlDialect.Schema"/>.</summary>
    /// <param name="builder">The mini-program; the default one's store serves every other that has none of its own.</param>
    /// <param name="dataSource">Where connections come from; for SQLite <c>SqliteFactory.Instance.CreateDataSource("Data Source=sessions.db")</c>. Yours to dispose.</param>
    /// <param name="dialect">The engine, such as <see cref="SqliteDialect"/>.</param>
    public static WeChatMiniBuilder UseSqlSessions(this WeChatMiniBuilder builder, DbDataSource dataSource, SqlDialect dialect)
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        return builder.UseSqlSessions(_ => dataSource, dialect);
    }

    /// <summary>Keeps sessions in the database of a data source that the container has or makes.</summary>
    /// <param name="builder">The mini-program; the default one's store serves every other that has none of its own.</param>
    /// <param name="dataSource">Returns where connections come from; called once, on first use.</param>
    /// <param name="dialect">The engine, such as <see cref="SqliteDialect"/>.</param>
    public static WeChatMiniBuilder UseSqlSessions(this WeChatMiniBuilder builder, Func<IServiceProvider, DbDataSource> dataSource, SqlDialect dialect)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(dataSource);
        ArgumentNullException.ThrowIfNull(dialect);
        return builder.UseSessionStore(services => new SqlSessionStore(dataSource(services), dialect, services.GetRequiredService<TimeProvider>()));
    }

    /// <summary>
    /// Keeps a record of logins in a database: one row of <c>wechat_logins</c> each, with its outcome and the beginning of the openid. A login waits for
    /// its row 500 ms at most and works without it; see <see cref="WeChatMini.Sdk.Login.ILoginAudit"/>.
    /// </summary>
    /// <param name="builder">The mini-program; the default one's record serves every other that has none of its own.</param>
    /// <param name="dataSource">Where connections come from; nothing is opened before the first use. Yours to dispose. It may be the one of the sessions.</param>
    /// <param name="dialect">The engine, such as <see cref="PostgreSqlDialect"/>.</param>
    /// <returns>The builder.</returns>
    /// <remarks>Rows stay until <see cref="SqlLoginAudit.PurgeAsync"/> removes them; a scheduled function makes a <see cref="SqlLoginAudit"/> of its own for it.</remarks>
    public static WeChatMiniBuilder UseSqlLoginAudit(this WeChatMiniBuilder builder, DbDataSource dataSource, SqlDialect dialect)
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        return builder.UseSqlLoginAudit(_ => dataSource, dialect);
    }

    /// <summary>Keeps a record of logins in the database of a data source that the container has or makes.</summary>
    /// <param name="builder">The mini-program; the default one's record serves every other that has none of its own.</param>
    /// <param name="dataSource">Returns where connections come from; called once, on first use.</param>
    /// <param name="dialect">The engine, such as <see cref="PostgreSqlDialect"/>.</param>
    /// <returns>The builder.</returns>
    public static WeChatMiniBuilder UseSqlLoginAudit(this WeChatMiniBuilder builder, Func<IServiceProvider, DbDataSource> dataSource, SqlDialect dialect)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(dataSource);
        ArgumentNullException.ThrowIfNull(dialect);
        return builder.AddLoginAudit(services => new SqlLoginAudit(dataSource(services), dialect, services.GetRequiredService<TimeProvider>()));
    }

    /// <summary>
    /// Lets the instances of the application share access tokens in a database, with a lease under which one of them fetches. Entries are
    /// encrypted. While the database is away each process goes on alone, with at most one fetch in 30 seconds.
    /// </summary>
    /// <param name="builder">The mini-program; what the default one shares through serves every other that has none of its own.</param>
    /// <param name="dataSource">Where connections come from; nothing is opened before the first use. Yours to dispose. It may be the one of the sessions.</param>
    /// <param name="dialect">The engine, such as <see cref="SqliteDialect"/>, whose file is shared by the processes of one machine. Let <see cref="SqlDialect.LockTimeout"/> stay under a second.</param>
    /// <returns>The builder.</returns>
    public static WeChatMiniBuilder ShareAccessTokens(this WeChatMiniBuilder builder, DbDataSource dataSource, SqlDialect dialect)
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        return builder.ShareAccessTokens(_ => dataSource, dialect);
    }

    /// <summary>Lets the instances of the application share access tokens in the database of a data source that the container has or makes.</summary>
    /// <param name="builder">The mini-program; what the default one shares through serves every other that has none of its own.</param>
    /// <param name="dataSource">Returns where connections come from; called once, on first use.</param>
    /// <param name="dialect">The engine, such as <see cref="SqliteDialect"/>, whose file is shared by the processes of one machine. Let <see cref="SqlDialect.LockTimeout"/> stay under a second.</param>
    /// <returns>The builder.</returns>
    public static WeChatMiniBuilder ShareAccessTokens(this WeChatMiniBuilder builder, Func<IServiceProvider, DbDataSource> dataSource, SqlDialect dialect)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(dataSource);
        ArgumentNullException.ThrowIfNull(dialect);
        return builder.ShareAccessTokens(services => new SqlTokenShare(dataSource(services), dialect, services.GetRequiredService<TimeProvider>()));
    }
}
