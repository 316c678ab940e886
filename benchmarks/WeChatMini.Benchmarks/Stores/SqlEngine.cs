using System.Data.Common;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Storage.Sql;

namespace WeChatMini.Benchmarks.Stores;

/// <summary>What seeding the SQL engines has in common: the rows.</summary>
internal abstract class SqlEngine(SqlDialect dialect) : StoreEngine
{
    private static readonly string[] UserColumns = ["handle", "epoch", "key_current", "key_current_at", "key_previous_at", "key_previous_until", "ends_at"];

    protected SqlDialect Dialect => dialect;

    /// <summary>The columns of a session's row.</summary>
    protected virtual string[] SessionColumns => ["handle", "token", "previous_until", "epoch", "created_at", "seen_at", "idle_ends_at", "ends_at", "data"];

    /// <summary>A login by hand; it begins its transaction as the store does.</summary>
    protected abstract SameWorkTexts Texts { get; }

    /// <summary>The table with key and value, as its author would write it on this engine.</summary>
    protected abstract string BareTable { get; }

    public override async Task<SeededStore> SeedAsync(Population population, int index)
    {
        var source = await CreateDatabaseAsync(index);
        await using (var connection = await OpenForSeedingAsync(source))
        {
            await connection.RunAsync(dialect.Schema);
            await connection.RunAsync(BareTable);
            var key = Population.NewKey();
            var now = population.Now.ToUnixTimeMilliseconds();
            var end = (population.Now + TimeSpan.FromDays(30)).ToUnixTimeMilliseconds();
            await InsertAsync(connection, "wechat_users", UserColumns, population.Handles.Select(handle => new object[] { handle.ToArray(), 1L, key, now, 0L, 0L, end }));
            await InsertAsync(connection, "wechat_sessions", SessionColumns, AllSessions(population).Select(Row));
            await InsertAsync(connection, "bare", ["id", "value"], AllSessions(population).Select(session => new object[] { Population.BareKey(new SessionAddress(session.User, session.Token)), Population.NewBareValue() }));
        }

        return new SeededStore(new SqlSessionStore(source, dialect), new SqlBareStore(new SqlHand(source, dialect), Texts.Begin), new SqlSameWork(new SqlHand(source, dialect), Texts));
    }

    protected abstract Task<DbDataSource> CreateDatabaseAsync(int index);

    protected abstract Task<DbConnection> OpenForSeedingAsync(DbDataSource source);

    /// <summary>Inserts rows in large batches.</summary>
    protected abstract Task InsertAsync(DbConnection connection, string table, string[] columns, IEnumerable<object[]> rows);

    protected virtual object[] Row(SessionRecord session) =>
    [
        session.User.ToArray(), session.Token.ToArray(), 0L, 1L, session.CreatedAt.ToUnixTimeMilliseconds(), session.SeenAt.ToUnixTimeMilliseconds(),
        session.IdleExpiresAt.ToUnixTimeMilliseconds(), session.ExpiresAt.ToUnixTimeMilliseconds(), session.Data.ToArray(),
    ];

    /// <summary>In the order of their keys.</summary>
    private static IEnumerable<SessionRecord> AllSessions(Population population) =>
        Enumerable.Range(0, population.Handles.Length).SelectMany(user => population.SessionsOf(user).OrderBy(session => Convert.ToHexString(session.Token.ToArray()), StringComparer.Ordinal));
}
