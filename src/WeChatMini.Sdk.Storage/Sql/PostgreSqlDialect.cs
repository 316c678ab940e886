using System.Data.Common;

namespace WeChatMini.Sdk.Storage.Sql;

/// <summary>
/// PostgreSQL 12 or later through Npgsql, and what speaks its protocol with the same locks. One line makes the data source:
/// <c>NpgsqlDataSource.Create("Host=…;Database=…;Username=…;Password=…;Timeout=1;Cancellation Timeout=-1;No Reset On Close=true")</c>.
/// </summary>
/// <remarks>
/// <para><c>No Reset On Close=true</c> spares the server what the pool otherwise asks of it before each use of a connection. Npgsql stops no statement before that is
/// done, which a frozen server never does. Nothing that this package runs leaves anything behind; give other code of yours a data source of its own.</para>
/// <para>An acknowledged session survives what <c>synchronous_commit</c> of the server, the role or the connection says: with <c>on</c>, the
/// default, the end of the server and loss of power.</para>
/// </remarks>
public sealed class PostgreSqlDialect : SqlDialect
{
    /// <inheritdoc/>
    public override string Name => "PostgreSQL";

    /// <inheritdoc/>
    public override string Schema => SchemaScript.Read("postgresql");

    /// <inheritdoc/>
    public override string Rollback => "ROLLBACK";

    /// <inheritdoc/>
    /// <remarks>
    /// Each statement of a READ COMMITTED transaction sees what was committed before it began: with the user's row locked by the first, the last sees every session.
    /// In a small table the planner would rather read all rows than use an index, and keeps to that while every login leaves a dead version of them behind; the second
    /// statement spares a table of a thousand sessions that. The "+ 0" keeps it to the user's own sessions: it would look up everybody's live ones by their end, too.
    /// </remarks>
    public override string Create =>
        """
        BEGIN;
        SET LOCAL enable_seqscan = off;
        INSERT INTO wechat_users (handle, epoch, key_current, key_current_at, key_previous, key_previous_at, key_previous_until, ends_at)
        VALUES (@user, @epoch, @key, @key_at, NULL, 0, 0, @ends)
        ON CONFLICT (handle) DO UPDATE SET
            key_previous = CASE WHEN @key_at >= wechat_users.key_current_at THEN wechat_users.key_current ELSE wechat_users.key_previous END,
            key_previous_at = CASE WHEN @key_at >= wechat_users.key_current_at THEN wechat_users.key_current_at ELSE wechat_users.key_previous_at END,
            key_previous_until = CASE WHEN @key_at >= wechat_users.key_current_at THEN @key_until ELSE wechat_users.key_previous_until END,
            key_current = CASE WHEN @key_at >= wechat_users.key_current_at THEN @key ELSE wechat_users.key_current END,
            key_current_at = CASE WHEN @key_at >= wechat_users.key_current_at THEN @key_at ELSE wechat_users.key_current_at END,
            ends_at = CASE WHEN wechat_users.ends_at < @ends THEN @ends ELSE wechat_users.ends_at END;
        INSERT INTO wechat_sessions (handle, token, previous_token, previous_until, epoch, created_at, seen_at, idle_ends_at, ends_at, data)
        SELECT @user, @token, NULL, 0, epoch, @created, @seen, @idle, @ends, @data FROM wechat_users WHERE handle = @user
        ON CONFLICT (handle, token) DO NOTHING;
        DELETE FROM wechat_sessions WHERE handle = @user AND token <> @token AND (
            idle_ends_at <= @now OR ends_at <= @now OR epoch <> (SELECT u.epoch FROM wechat_users u WHERE u.handle = @user)
            OR (created_at, token) <= (
                SELECT s.created_at, s.token FROM wechat_sessions s
                WHERE s.handle = @user AND s.token <> @token AND s.idle_ends_at + 0 > @now AND s.ends_at > @now
                    AND s.epoch = (SELECT u.epoch FROM wechat_users u WHERE u.handle = @user)
                ORDER BY s.created_at DESC, s.token DESC LIMIT 1 OFFSET @others));
        COMMIT
        """;

    /// <inheritdoc/>
    /// <remarks>
    /// ORDER BY holds the planner to the indexes, whatever it believes of the number of rows. What was chosen is looked at again when its row is
    /// locked: a login that commits meanwhile, or a clock behind ours, may have made it live.
    /// </remarks>
    public override string PurgeSessions =>
        """
        DELETE FROM wechat_sessions t USING (
            SELECT handle, token FROM (
                (SELECT handle, token FROM wechat_sessions WHERE idle_ends_at <= @now ORDER BY idle_ends_at LIMIT @limit)
                UNION ALL
                (SELECT s.handle, s.token FROM wechat_users u JOIN wechat_sessions s ON s.handle = u.handle AND s.epoch <> u.epoch
                 WHERE u.ends_at <= @now AND s.idle_ends_at > @now ORDER BY u.ends_at LIMIT @limit)) found
            LIMIT @limit) ended
        WHERE t.handle = ended.handle AND t.token = ended.token
            AND (t.idle_ends_at <= @now OR t.epoch <> (SELECT u.epoch FROM wechat_users u WHERE u.handle = t.handle))
        """;

    /// <inheritdoc/>
    public override string PurgeUsers =>
        """
        DELETE FROM wechat_users WHERE ends_at <= @now AND handle IN (
            SELECT u.handle FROM wechat_users u
            WHERE u.ends_at <= @now AND NOT EXISTS (SELECT 1 FROM wechat_sessions s WHERE s.handle = u.handle)
            ORDER BY u.ends_at LIMIT @limit)
        """;

    /// <summary>Gets 0, no limit: when it ends Npgsql blocks a thread of the pool until the server has heard of it. The library ends its statements itself.</summary>
    public override int CommandTimeout => 0;

    /// <inheritdoc/>
    public override string Now => "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS bigint)";

    /// <inheritdoc/>
    public override bool IsTableMissing(DbException exception) => StateOf(exception) == "42P01";

    /// <inheritdoc/>
    public override bool IsLocked(DbException exception) =>
        // serialization_failure, deadlock_detected, lock_not_available.
        StateOf(exception) is "40001" or "40P01" or "55P03";

    /// <inheritdoc/>
    public override bool IsConnectionLost(DbException exception) =>
        // admin_shutdown, crash_shutdown, idle_session_timeout: the server said so before it closed.
        StateOf(exception) is "57P01" or "57P02" or "57P05" || base.IsConnectionLost(exception);

    /// <inheritdoc/>
    public override string? Explain(DbException exception) => StateOf(exception) switch
    {
        "28P01" or "28000" => "PostgreSQL refused the user name or password of the connection string, or its pg_hba.conf does not let this host in.",
        "3D000" => "The database of the connection string does not exist on the PostgreSQL server.",
        "42501" => "The PostgreSQL role lacks a right: it needs SELECT, INSERT, UPDATE and DELETE on the wechat_ tables, and CREATE on the schema only if it is to make them.",
        "25006" => "PostgreSQL is read-only here: it is a standby, or default_transaction_read_only is on. Connect to the primary (Target Session Attributes=primary).",
        "53100" => "The disk of the PostgreSQL server is full. Free some space; nothing that was acknowledged is lost.",
        "53300" => "PostgreSQL has no connection left. Give each instance a smaller pool (Maximum Pool Size), or put a pooler in front of the server.",
        "42703" => "A wechat_ table of PostgreSQL lacks a column: it was not made by this package's script. Compare it with schema/postgresql.sql.",
        _ => null,
    };

    private static string? StateOf(DbException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception.SqlState;
    }
}
