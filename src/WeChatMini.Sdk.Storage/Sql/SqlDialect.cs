using System.Data.Common;
using System.Net.Sockets;

namespace WeChatMini.Sdk.Storage.Sql;

/// <summary>
/// What sessions, shared access tokens and the record of logins must know of one engine: its schema, its statements, and how to read its errors.
/// Derive from it to add an engine; <see cref="SqliteDialect"/> is the model to follow.
/// </summary>
/// <remarks>
/// <para>Four tables, <c>wechat_users</c>, <c>wechat_sessions</c>, <c>wechat_tokens</c> and <c>wechat_logins</c>, with the columns of schema/sqlite.sql. Hashes, ciphertext
/// and data are binary (16, 32, up to 200 and up to 4,000 bytes, a token's entry up to 4,096), epochs and times are 64-bit integers, the times
/// milliseconds since 1970 UTC. A token's id and the owner of a lease are text of at most 200 and 64 characters, compared by case; the text of a
/// login is as long as schema/postgresql.sql says.</para>
/// <para>Each statement is one text that may hold several SQL statements, is executed once per operation, prepared, and must be atomic
/// in itself and linearizable: visible to every connection once it has returned. Where several SQL statements are needed, the text begins
/// and commits its own transaction, and locks the user's row first. READ COMMITTED is enough for all of them. Values come as parameters
/// named with <c>@</c>: <c>@user</c>, <c>@token</c>, <c>@successor</c>, <c>@key</c>, <c>@data</c>, <c>@entry</c>, <c>@useless</c> and <c>@login</c> are binary,
/// <c>@id</c>, <c>@owner</c>, <c>@app</c>, <c>@app_id</c>, <c>@outcome</c>, <c>@rid</c> and <c>@masked_user</c> text, all others 64-bit integers.</para>
/// <para>A session counts as live when the user's row has the session's epoch and <c>@now</c> is before both of its ends. Nothing but
/// <see cref="Create"/> may insert a session or change its epoch.</para>
/// <para>Sessions are timed by the caller, who passes <c>@now</c>. Shared tokens are timed by the database: callers pass only durations, and
/// <see cref="Now"/> turns them into times.</para>
/// </remarks>
public abstract class SqlDialect
{
    private const string Live = "idle_ends_at > @now AND ends_at > @now AND epoch = (SELECT u.epoch FROM wechat_users u WHERE u.handle = @user)";

    private const string Answers = "(token = @token OR (previous_token = @token AND previous_until > @now))";

    private const string Columns = "s.token, s.previous_token, s.previous_until, s.created_at, s.seen_at, s.idle_ends_at, s.ends_at, s.data";

    private const string LiveOfUser = "FROM wechat_sessions s JOIN wechat_users u ON u.handle = s.handle AND u.epoch = s.epoch WHERE s.handle = @user AND s.idle_ends_at > @now AND s.ends_at > @now";

    /// <summary>Gets the engine's name for messages, such as <c>SQLite</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Gets the script that creates the tables and indexes. It changes nothing where they exist, is safe when two processes run it at once, and all or nothing.</summary>
    public abstract string Schema { get; }

    /// <summary>
    /// Gets whether the engine is a file that this process opens, rather than a server. Its sessions are then refused on function hosts,
    /// its writes are queued within the process and run on the thread pool, since such a driver works on the calling thread, and its
    /// connections are kept with their prepared statements. A server's go back to the provider's pool after each operation.
    /// </summary>
    /// <value>False by default.</value>
    public virtual bool IsEmbedded => false;

    /// <summary>Gets how long an operation waits in all for work that is in its way, in this process or another, before it fails with <see cref="TimeoutException"/>.</summary>
    /// <value>700 ms by default.</value>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromMilliseconds(700);

    /// <summary>Gets the value of <see cref="DbCommand.CommandTimeout"/>, in seconds.</summary>
    /// <value>By default <see cref="LockTimeout"/>, rounded up: 1, the shortest that ADO.NET has.</value>
    public virtual int CommandTimeout => Math.Max(1, (int)Math.Ceiling(LockTimeout.TotalSeconds));

    /// <summary>
    /// Says whether a statement is prepared on the connections of a data source. False where the driver cannot keep it from one use of a pooled connection to
    /// the next, or would need more round trips for it. Asked once for each statement of a store.
    /// </summary>
    /// <param name="source">Where connections come from.</param>
    /// <param name="statement">One of the texts of this dialect.</param>
    /// <returns>True by default.</returns>
    public virtual bool Prepares(DbDataSource source, string statement) => true;

    /// <summary>Gets a statement that a connection needs before it is used, such as one that makes commits durable; null when there is none. A server's connection runs it for each operation.</summary>
    /// <value>Null by default.</value>
    public virtual string? ConnectionSetup => null;

    /// <summary>Gets the statement that abandons the transaction of a text that failed half-way; it may fail when there is none. Null when the engine does so by itself.</summary>
    /// <value>Null by default.</value>
    public virtual string? Rollback => null;

    /// <summary>
    /// Gets the statement that adds a session, in one transaction: (1) inserts the user's row with <c>@epoch</c>, a random number, or merges
    /// <c>@key</c>, <c>@key_at</c> and <c>@key_until</c> into it by the rule of <see cref="Sessions.SessionKeySlot.Merge"/> and raises its <c>ends_at</c> to
    /// <c>@ends</c>; (2) inserts the session with <c>@token</c>, <c>@created</c>, <c>@seen</c>, <c>@idle</c>, <c>@ends</c> and <c>@data</c> under the epoch that the row has now, or leaves one with this token as it is; (3) deletes
    /// the user's other sessions but the <c>@others</c> newest by <c>created_at</c> that are live at <c>@now</c>.
    /// </summary>
    public abstract string Create { get; }

    /// <summary>
    /// Gets the query for the live session of <c>@user</c> that <c>@token</c> answers at <c>@now</c>: token, previous_token, previous_until, created_at, seen_at,
    /// idle_ends_at, ends_at, data, and of the user's row key_current, key_current_at, key_previous, key_previous_at, key_previous_until.
    /// </summary>
    public virtual string Find =>
        $"SELECT {Columns}, u.key_current, u.key_current_at, u.key_previous, u.key_previous_at, u.key_previous_until {LiveOfUser} " +
        "AND (s.token = @token OR (s.previous_token = @token AND s.previous_until > @now))";

    /// <summary>Gets the query for the live sessions of <c>@user</c> at <c>@now</c>, the first eight columns of <see cref="Find"/>, newest first by <c>created_at</c>.</summary>
    public virtual string List => $"SELECT {Columns} {LiveOfUser} ORDER BY s.created_at DESC";

    /// <summary>Gets the update of the session that <see cref="Find"/> finds, by the rule of <see cref="Sessions.SessionRecord.Touched"/> with <c>@now</c> and <c>@idle</c>. It affects one row or none.</summary>
    public virtual string Touch =>
        "UPDATE wechat_sessions SET seen_at = CASE WHEN seen_at < @now THEN @now ELSE seen_at END, " +
        "idle_ends_at = CASE WHEN idle_ends_at >= @idle THEN idle_ends_at WHEN ends_at < @idle THEN ends_at ELSE @idle END " +
        $"WHERE handle = @user AND {Answers} AND {Live}";

    /// <summary>Gets the update that gives a live session the token <c>@successor</c>, only if <c>@token</c> is its current one, which then answers until <c>@until</c>. It affects one row or none.</summary>
    public virtual string Rotate =>
        // MySQL assigns from left to right and sees what it has assigned: the old token is kept first.
        "UPDATE wechat_sessions SET previous_token = token, previous_until = @until, token = @successor " +
        $"WHERE handle = @user AND token = @token AND {Live}";

    /// <summary>Gets the deletion of the session that <see cref="Find"/> finds. It affects one row or none.</summary>
    public virtual string Revoke => $"DELETE FROM wechat_sessions WHERE handle = @user AND {Answers} AND {Live}";

    /// <summary>Gets the update that ends all sessions of <c>@user</c>: the row's epoch goes up by one, its <c>ends_at</c> becomes 0. It does not grow with the number of sessions.</summary>
    public virtual string RevokeAll => "UPDATE wechat_users SET epoch = epoch + 1, ends_at = 0 WHERE handle = @user";

    /// <summary>Gets the update that puts <c>@key</c> of <c>@key_at</c> into the row of <c>@user</c> unless a newer key is there; the old one may be tried until <c>@key_until</c>. It affects one row or none.</summary>
    public virtual string PutKey =>
        // As in Rotate: what is replaced is kept first.
        "UPDATE wechat_users SET key_previous = key_current, key_previous_at = key_current_at, key_previous_until = @key_until, key_current = @key, key_current_at = @key_at " +
        "WHERE handle = @user AND key_current_at <= @key_at";

    /// <summary>Gets the deletion of at most <c>@limit</c> sessions whose idle end is not after <c>@now</c>, or whose epoch is not that of a user with <c>ends_at</c> not after <c>@now</c>. It affects as many rows.</summary>
    public abstract string PurgeSessions { get; }

    /// <summary>
    /// Gets the deletion of at most <c>@limit</c> users with <c>ends_at</c> not after <c>@now</c> and no session of any epoch. It must check <c>ends_at</c> on the row
    /// that it has locked: a login that commits meanwhile raises it. It affects as many rows.
    /// </summary>
    public abstract string PurgeUsers { get; }

    /// <summary>
    /// Gets an expression for the time on the database's clock: milliseconds since 1970 UTC, a 64-bit integer. It must be read when the row is
    /// decided on, not when the transaction began: a statement that waited for a lease must not go by the time before the wait.
    /// </summary>
    /// <value>Where a database has servers with clocks of their own, the clock of the one that decides on the row.</value>
    public abstract string Now { get; }

    /// <summary>Gets the query for the entry of <c>@id</c> that has not expired: the column entry, which may be null.</summary>
    public virtual string ReadToken => $"SELECT entry FROM wechat_tokens WHERE id = @id AND expires_at > {Now}";

    /// <summary>
    /// Gets the statement that writes <c>@entry</c> to <c>@id</c>, to expire <c>@life</c> ms from now, if none is there that expires as late, or if the one that is
    /// there is <c>@useless</c>, which is empty when the caller saw none. It leaves the lease alone.
    /// </summary>
    public virtual string WriteToken =>
        $"INSERT INTO wechat_tokens (id, entry, expires_at, lease_owner, lease_until) VALUES (@id, @entry, {Now} + @life, NULL, 0) " +
        "ON CONFLICT (id) DO UPDATE SET entry = excluded.entry, expires_at = excluded.expires_at " +
        "WHERE wechat_tokens.expires_at < excluded.expires_at OR wechat_tokens.entry = @useless";

    /// <summary>
    /// Gets the statement that gives the lease of <c>@id</c> to <c>@owner</c> until <c>@duration</c> ms from now, unless a lease has not ended, whoever holds it.
    /// It leaves the entry alone, and affects no row exactly when the lease was not given.
    /// </summary>
    public virtual string LeaseToken =>
        $"INSERT INTO wechat_tokens (id, entry, expires_at, lease_owner, lease_until) VALUES (@id, NULL, 0, @owner, {Now} + @duration) " +
        "ON CONFLICT (id) DO UPDATE SET lease_owner = excluded.lease_owner, lease_until = excluded.lease_until " +
        $"WHERE wechat_tokens.lease_until <= {Now}";

    /// <summary>Gets the update that ends the lease of <c>@id</c> if <c>@owner</c> is the one who took it last.</summary>
    public virtual string ReleaseToken => "UPDATE wechat_tokens SET lease_owner = NULL, lease_until = 0 WHERE id = @id AND lease_owner = @owner";

    /// <summary>
    /// Gets the statement that inserts a login with the id <c>@login</c>, <c>@at</c>, <c>@app</c>, <c>@app_id</c>, <c>@outcome</c>, <c>@errcode</c>, <c>@rid</c> and
    /// <c>@masked_user</c>, the last three of which may be null, or leaves one with this id as it is.
    /// </summary>
    public virtual string WriteLogin =>
        "INSERT INTO wechat_logins (id, at, app, app_id, outcome, errcode, rid, masked_user) " +
        "VALUES (@login, @at, @app, @app_id, @outcome, @errcode, @rid, @masked_user) ON CONFLICT (id) DO NOTHING";

    /// <summary>Gets the deletion of at most <c>@limit</c> logins, the oldest of those before <c>@before</c>. It affects as many rows.</summary>
    public virtual string PurgeLogins =>
        "DELETE FROM wechat_logins WHERE id IN (SELECT id FROM wechat_logins WHERE at < @before ORDER BY at LIMIT @limit)";

    /// <summary>Says whether an exception means that a table does not exist. The store then runs <see cref="Schema"/> and tries once more.</summary>
    public abstract bool IsTableMissing(DbException exception);

    /// <summary>Says whether an exception means that another transaction was in the way and nothing has been changed: locked, deadlocked, not serializable. The store then tries again.</summary>
    public abstract bool IsLocked(DbException exception);

    /// <summary>
    /// Says whether an exception means that the connection had died, such as one that was pooled while a function was frozen. The store then tries
    /// once more on another one; what it runs may be run twice.
    /// </summary>
    /// <value>By default: a failure of the network or the end of the stream is its cause.</value>
    public virtual bool IsConnectionLost(DbException exception)
    {
        for (var cause = exception?.InnerException; cause is not null; cause = cause.InnerException)
        {
            if (cause is IOException or SocketException)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Returns a sentence that says how to correct an error that no retry will, for the log; null when the driver's message is clear enough. It never repeats a connection string.</summary>
    public virtual string? Explain(DbException exception) => null;
}
