using System.Data.Common;
using System.Globalization;

namespace WeChatMini.Sdk.Storage.Sql;

/// <summary>
/// MySQL 5.7 or later, MariaDB 10.3 or later and TDSQL for MySQL, through MySqlConnector. One line makes the data source:
/// <c>new MySqlDataSource("Server=…;Database=…;User ID=…;Password=…;Connection Timeout=1;Default Command Timeout=1;Cancellation Timeout=-1;Connection Reset=false")</c>.
/// </summary>
/// <remarks>
/// <para><c>Connection Reset=false</c> saves a round trip for each operation, since the pool otherwise resets a connection before each use, and lets look-ups stay
/// prepared. Nothing that this package runs leaves anything behind on a connection; give other code of yours a data source of its own.</para>
/// <para>An acknowledged session survives what <c>innodb_flush_log_at_trx_commit</c> of the server says: with 1, the default, the end of the
/// server and loss of power. Leave <c>UseAffectedRows</c> of the connection string off, as it is by default: rows are counted as found.</para>
/// </remarks>
public sealed class MySqlDialect : SqlDialect
{
    /// <inheritdoc/>
    public override string Name => "MySQL";

    /// <inheritdoc/>
    public override string Schema => SchemaScript.Read("mysql");

    /// <summary>
    /// Says true for a text that is one statement, where the connection string has <c>Connection Reset=false</c>. Else the pool resets a connection before
    /// it hands it out again, and with that the server forgets its prepared statements. A prepared text of several takes a round trip for each of
    /// them; the driver quotes the values of the others by itself.
    /// </summary>
    /// <param name="source">Where connections come from.</param>
    /// <param name="statement">One of the texts of this dialect.</param>
    /// <returns>Whether the statement is prepared.</returns>
    public override bool Prepares(DbDataSource source, string statement)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(statement);
        return !statement.Contains(';', StringComparison.Ordinal) && KeepsStatements(source.ConnectionString);
    }

    /// <inheritdoc/>
    public override string Rollback => "ROLLBACK";

    /// <inheritdoc/>
    /// <remarks>
    /// READ COMMITTED, whatever the server's default: each statement then sees what was committed before it began, and locks no gaps in which logins
    /// of other users would wait. MySQL assigns from left to right and sees what it has assigned: the time that decides comes last. The hints spare the
    /// planner a look at the index by end, which it would take at each login.
    /// </remarks>
    public override string Create =>
        """
        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        START TRANSACTION;
        INSERT INTO wechat_users (handle, epoch, key_current, key_current_at, key_previous, key_previous_at, key_previous_until, ends_at)
        VALUES (@user, @epoch, @key, @key_at, NULL, 0, 0, @ends)
        ON DUPLICATE KEY UPDATE
            key_previous = IF(@key_at >= key_current_at, key_current, key_previous),
            key_previous_at = IF(@key_at >= key_current_at, key_current_at, key_previous_at),
            key_previous_until = IF(@key_at >= key_current_at, @key_until, key_previous_until),
            key_current = IF(@key_at >= key_current_at, @key, key_current),
            key_current_at = IF(@key_at >= key_current_at, @key_at, key_current_at),
            ends_at = IF(ends_at < @ends, @ends, ends_at);
        INSERT INTO wechat_sessions (handle, first_token, token, previous_token, previous_until, epoch, created_at, seen_at, idle_ends_at, ends_at, data)
        SELECT handle, @token, @token, NULL, 0, epoch, @created, @seen, @idle, @ends, @data FROM wechat_users WHERE handle = @user
        ON DUPLICATE KEY UPDATE first_token = @token;
        DELETE t FROM wechat_sessions t USE INDEX (PRIMARY) LEFT JOIN (
            SELECT s.first_token FROM wechat_sessions s USE INDEX (PRIMARY) JOIN wechat_users u ON u.handle = s.handle AND u.epoch = s.epoch
            WHERE s.handle = @user AND s.first_token <> @token AND s.idle_ends_at > @now AND s.ends_at > @now
            ORDER BY s.created_at DESC LIMIT @others) kept ON kept.first_token = t.first_token
        WHERE t.handle = @user AND t.first_token <> @token AND kept.first_token IS NULL;
        COMMIT
        """;

    /// <inheritdoc/>
    /// <remarks>What was chosen is looked at again when its row is locked: a login that commits meanwhile, or a clock behind ours, may have made it live.</remarks>
    public override string PurgeSessions =>
        """
        DELETE t FROM wechat_sessions t JOIN (
            SELECT handle, first_token FROM (
                (SELECT handle, first_token FROM wechat_sessions WHERE idle_ends_at <= @now ORDER BY idle_ends_at LIMIT @limit)
                UNION ALL
                (SELECT s.handle, s.first_token FROM wechat_users u JOIN wechat_sessions s ON s.handle = u.handle AND s.epoch <> u.epoch
                 WHERE u.ends_at <= @now AND s.idle_ends_at > @now ORDER BY u.ends_at LIMIT @limit)) found
            LIMIT @limit) ended ON t.handle = ended.handle AND t.first_token = ended.first_token
        WHERE t.idle_ends_at <= @now OR t.epoch <> (SELECT u.epoch FROM wechat_users u WHERE u.handle = t.handle)
        """;

    /// <inheritdoc/>
    public override string PurgeUsers =>
        """
        DELETE t FROM wechat_users t JOIN (
            SELECT u.handle FROM wechat_users u
            WHERE u.ends_at <= @now AND NOT EXISTS (SELECT 1 FROM wechat_sessions s WHERE s.handle = u.handle)
            ORDER BY u.ends_at LIMIT @limit) ended ON t.handle = ended.handle
        WHERE t.ends_at <= @now
        """;

    /// <inheritdoc/>
    /// <remarks>
    /// NOW() stands still for a statement, SYSDATE() does not, but is in the time zone of the session: the difference of NOW() to UTC takes it
    /// back. UNIX_TIMESTAMP() would be wrong in the hour that a change of the clocks repeats.
    /// </remarks>
    public override string Now => "((TIMESTAMPDIFF(MICROSECOND, '1970-01-01 00:00:00', SYSDATE(6)) - TIMESTAMPDIFF(MICROSECOND, UTC_TIMESTAMP(6), NOW(6))) DIV 1000)";

    /// <inheritdoc/>
    /// <remarks>First the row that is there; the insertion is ignored where one is. A text on its own in either order, since only one of them affects a row.</remarks>
    public override string WriteToken =>
        $"UPDATE wechat_tokens SET entry = @entry, expires_at = {Now} + @life WHERE id = @id AND (expires_at < {Now} + @life OR entry = @useless);" +
        $"INSERT IGNORE INTO wechat_tokens (id, entry, expires_at, lease_owner, lease_until) VALUES (@id, @entry, {Now} + @life, NULL, 0)";

    /// <inheritdoc/>
    public override string LeaseToken =>
        $"UPDATE wechat_tokens SET lease_owner = @owner, lease_until = {Now} + @duration WHERE id = @id AND lease_until <= {Now};" +
        $"INSERT IGNORE INTO wechat_tokens (id, entry, expires_at, lease_owner, lease_until) VALUES (@id, NULL, 0, @owner, {Now} + @duration)";

    /// <inheritdoc/>
    /// <remarks>Not INSERT IGNORE, which would also shorten what is too long and turn what is missing into something else.</remarks>
    public override string WriteLogin =>
        "INSERT INTO wechat_logins (id, at, app, app_id, outcome, errcode, rid, masked_user) " +
        "VALUES (@login, @at, @app, @app_id, @outcome, @errcode, @rid, @masked_user) ON DUPLICATE KEY UPDATE id = id";

    /// <inheritdoc/>
    public override string PurgeLogins => "DELETE FROM wechat_logins WHERE at < @before ORDER BY at LIMIT @limit";

    /// <inheritdoc/>
    public override bool IsTableMissing(DbException exception) => CodeOf(exception) == 1146;

    /// <inheritdoc/>
    public override bool IsLocked(DbException exception) =>
        // Lock wait timeout, deadlock, statement not executed because of a lock that was asked for without waiting.
        CodeOf(exception) is 1205 or 1213 or 3572;

    /// <inheritdoc/>
    public override bool IsConnectionLost(DbException exception) =>
        // Server shutdown in progress, connection killed, disconnected because of inactivity.
        CodeOf(exception) is 1053 or 1927 or 4031 || base.IsConnectionLost(exception);

    /// <inheritdoc/>
    public override string? Explain(DbException exception) => CodeOf(exception) switch
    {
        1044 or 1045 or 1698 => "MySQL refused the user name or password of the connection string, or does not let that user in from this host or to this database.",
        1049 => "The database of the connection string does not exist on the MySQL server.",
        1142 or 1143 or 1227 => "The MySQL user lacks a right: it needs SELECT, INSERT, UPDATE and DELETE on the wechat_ tables, and CREATE only if it is to make them.",
        1290 or 1792 or 1836 => "MySQL is read-only here: it is a replica, or read_only is on. Connect to the primary.",
        1021 or 1114 => "The disk of the MySQL server is full. Free some space; nothing that was acknowledged is lost.",
        1040 or 1203 or 1226 => "MySQL has no connection left. Give each instance a smaller pool (Maximum Pool Size), or put a proxy in front of the server.",
        1054 => "A wechat_ table of MySQL lacks a column: it was not made by this package's script. Compare it with schema/mysql.sql.",
        _ => null,
    };

    private static bool KeepsStatements(string connectionString)
    {
        var settings = new DbConnectionStringBuilder { ConnectionString = connectionString };
        return (settings.TryGetValue("Connection Reset", out var reset) || settings.TryGetValue("ConnectionReset", out reset))
            && reset is string word && (word.Equals("false", StringComparison.OrdinalIgnoreCase) || word.Equals("no", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The server's error number. SqlState is HY000 for most of them and the driver is not referenced, so it is read from where MySqlConnector documents it.</summary>
    private static int CodeOf(DbException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception.Data["Server Error Code"] is IConvertible code ? code.ToInt32(CultureInfo.InvariantCulture) : -1;
    }
}
