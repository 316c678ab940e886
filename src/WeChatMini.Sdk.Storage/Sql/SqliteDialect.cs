using System.Data.Common;
using System.Globalization;

namespace WeChatMini.Sdk.Storage.Sql;

/// <summary>
/// SQLite 3.35 or later through Microsoft.Data.Sqlite, for a plain server with a local disk. One line makes the data source:
/// <c>SqliteFactory.Instance.CreateDataSource("Data Source=sessions.db")</c>.
/// </summary>
public sealed class SqliteDialect : SqlDialect
{
    private const string ErrorPrefix = "SQLite Error ";

    /// <summary>Gets what an acknowledged session survives.</summary>
    /// <value>Defaults to <see cref="SqliteDurability.Full"/>.</value>
    public SqliteDurability Durability { get; init; } = SqliteDurability.Full;

    /// <inheritdoc/>
    public override string Name => "SQLite";

    /// <inheritdoc/>
    public override string Schema => SchemaScript.Read("sqlite");

    /// <inheritdoc/>
    public override bool IsEmbedded => true;

    /// <summary>Gets -1: Microsoft.Data.Sqlite then reports a lock at once. With 1 it would put the thread to sleep for a second, with 0 for ever.</summary>
    public override int CommandTimeout => -1;

    /// <summary>Gets the setting of <see cref="Durability"/>. EXTRA is FULL, and durable also for a file that cannot use write-ahead logging.</summary>
    public override string ConnectionSetup => Durability == SqliteDurability.Full ? "PRAGMA synchronous = EXTRA" : "PRAGMA synchronous = NORMAL";

    /// <inheritdoc/>
    public override string Rollback => "ROLLBACK";

    /// <inheritdoc/>
    /// <remarks>The first session that is one too many says which others are: a list of those that stay would cost a table of its own, and twice the time.</remarks>
    public override string Create =>
        """
        BEGIN IMMEDIATE;
        INSERT INTO wechat_users (handle, epoch, key_current, key_current_at, key_previous, key_previous_at, key_previous_until, ends_at)
        VALUES (@user, @epoch, @key, @key_at, NULL, 0, 0, @ends)
        ON CONFLICT (handle) DO UPDATE SET
            key_previous = CASE WHEN @key_at >= key_current_at THEN key_current ELSE key_previous END,
            key_previous_at = CASE WHEN @key_at >= key_current_at THEN key_current_at ELSE key_previous_at END,
            key_previous_until = CASE WHEN @key_at >= key_current_at THEN @key_until ELSE key_previous_until END,
            key_current = CASE WHEN @key_at >= key_current_at THEN @key ELSE key_current END,
            key_current_at = CASE WHEN @key_at >= key_current_at THEN @key_at ELSE key_current_at END,
            ends_at = CASE WHEN ends_at < @ends THEN @ends ELSE ends_at END;
        INSERT INTO wechat_sessions (handle, token, previous_token, previous_until, epoch, created_at, seen_at, idle_ends_at, ends_at, data)
        SELECT @user, @token, NULL, 0, epoch, @created, @seen, @idle, @ends, @data FROM wechat_users WHERE handle = @user
        ON CONFLICT (handle, token) DO NOTHING;
        DELETE FROM wechat_sessions WHERE handle = @user AND token <> @token AND (
            idle_ends_at <= @now OR ends_at <= @now OR epoch <> (SELECT u.epoch FROM wechat_users u WHERE u.handle = @user)
            OR (created_at, token) <= (
                SELECT s.created_at, s.token FROM wechat_sessions s
                WHERE s.handle = @user AND s.token <> @token AND s.idle_ends_at > @now AND s.ends_at > @now
                    AND s.epoch = (SELECT u.epoch FROM wechat_users u WHERE u.handle = @user)
                ORDER BY s.created_at DESC, s.token DESC LIMIT 1 OFFSET @others));
        COMMIT;
        """;

    /// <inheritdoc/>
    /// <remarks>CROSS JOIN keeps SQLite from beginning with the sessions, of which there are many more than ended users.</remarks>
    public override string PurgeSessions =>
        """
        DELETE FROM wechat_sessions WHERE (handle, token) IN (
            SELECT handle, token FROM (
                SELECT handle, token FROM wechat_sessions WHERE idle_ends_at <= @now
                UNION ALL
                SELECT s.handle, s.token FROM wechat_users u CROSS JOIN wechat_sessions s ON s.handle = u.handle AND s.epoch <> u.epoch
                WHERE u.ends_at <= @now AND s.idle_ends_at > @now)
            LIMIT @limit)
        """;

    /// <inheritdoc/>
    public override string PurgeUsers =>
        """
        DELETE FROM wechat_users WHERE ends_at <= @now AND handle IN (
            SELECT u.handle FROM wechat_users u
            WHERE u.ends_at <= @now AND NOT EXISTS (SELECT 1 FROM wechat_sessions s WHERE s.handle = u.handle)
            LIMIT @limit)
        """;

    /// <inheritdoc/>
    /// <remarks>The machine's clock, which all processes that can open the file have in common. unixepoch('subsec') would need SQLite 3.42.</remarks>
    public override string Now => "CAST(ROUND((julianday('now') - 2440587.5) * 86400000) AS INTEGER)";

    /// <inheritdoc/>
    public override bool IsTableMissing(DbException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return CodeOf(exception) == 1 && exception.Message.Contains("no such table", StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public override bool IsLocked(DbException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);

        // SQLITE_BUSY, SQLITE_LOCKED, and SQLITE_PROTOCOL: the race for the write-ahead log's locks was lost many times in a row.
        return CodeOf(exception) is 5 or 6 or 15;
    }

    /// <inheritdoc/>
    public override string? Explain(DbException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return CodeOf(exception) switch
        {
            8 => "The SQLite file is read-only. Give the process the right to write the file and its directory, which write-ahead logging needs, and do not open it with Mode=ReadOnly.",
            10 => "The disk under the SQLite file failed. Check the disk, its free space, and that it is not a network share.",
            11 or 26 => "The SQLite file is damaged or is no SQLite file. Restore it from a backup, or move it away: a new one is made, and users log in again.",
            13 => "The disk under the SQLite file is full. Free some space; nothing that was acknowledged is lost.",
            14 => "The SQLite file cannot be opened. Its directory must exist, and the process must have the right to write both.",
            _ => null,
        };
    }

    /// <summary>SQLite's result code. ADO.NET has no place for it and the driver is not referenced, so it is read from the driver's fixed message, "SQLite Error 5: '…'".</summary>
    private static int CodeOf(DbException exception)
    {
        var message = exception.Message.AsSpan();
        if (!message.StartsWith(ErrorPrefix, StringComparison.Ordinal))
        {
            return -1;
        }

        message = message[ErrorPrefix.Length..];
        var end = message.IndexOf(':');
        return end > 0 && int.TryParse(message[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : -1;
    }
}
