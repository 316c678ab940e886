using System.Data.Common;
using WeChatMini.Sdk.DependencyInjection;
using WeChatMini.Sdk.Storage.Sql;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps sessions in a SQL database.</summary>
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
        return builder.UseSessionStore(services => new SqlSessionStore(dataSource(services), dialect));
    }
}
