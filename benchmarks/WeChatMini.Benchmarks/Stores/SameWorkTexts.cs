namespace WeChatMini.Benchmarks.Stores;

/// <summary>The parts of a login by hand.</summary>
/// <param name="Begin">Begins the transaction.</param>
/// <param name="User">Inserts the user with the key, or makes it the current one of a user who is there.</param>
/// <param name="Session">Inserts the session under the user's epoch.</param>
/// <param name="End">Removes the session <c>@oldest</c>.</param>
/// <param name="Cap">Removes the one that has <c>@max</c> newer ones; a login adds one, so there are no more.</param>
internal sealed record SameWorkTexts(string Begin, string User, string Session, string End, string Cap)
{
    private const string NewUser =
        "INSERT INTO wechat_users (handle, epoch, key_current, key_current_at, key_previous, key_previous_at, key_previous_until, ends_at) " +
        "VALUES (@user, @epoch, @key, @key_at, NULL, 0, 0, @ends) ";

    /// <summary>As PostgreSQL and SQLite read it.</summary>
    public static SameWorkTexts Standard(string begin) => new(
        begin,
        NewUser + "ON CONFLICT (handle) DO UPDATE SET key_previous = wechat_users.key_current, key_previous_at = wechat_users.key_current_at, key_previous_until = @key_until, " +
        "key_current = @key, key_current_at = @key_at, ends_at = @ends",
        "INSERT INTO wechat_sessions (handle, token, previous_token, previous_until, epoch, created_at, seen_at, idle_ends_at, ends_at, data) " +
        "SELECT handle, @token, NULL, 0, epoch, @created, @seen, @idle, @ends, @data FROM wechat_users WHERE handle = @user",
        "DELETE FROM wechat_sessions WHERE handle = @user AND token = @oldest",
        "DELETE FROM wechat_sessions WHERE handle = @user AND token = (SELECT token FROM wechat_sessions WHERE handle = @user ORDER BY created_at DESC LIMIT 1 OFFSET @max)");

    /// <summary>As MariaDB reads it; MySQL lets no statement read the table that it deletes from.</summary>
    public static SameWorkTexts MariaDb(string begin) => new(
        begin,
        NewUser + "ON DUPLICATE KEY UPDATE key_previous = key_current, key_previous_at = key_current_at, key_previous_until = @key_until, " +
        "key_current = @key, key_current_at = @key_at, ends_at = @ends",
        "INSERT INTO wechat_sessions (handle, first_token, token, previous_token, previous_until, epoch, created_at, seen_at, idle_ends_at, ends_at, data) " +
        "SELECT handle, @token, @token, NULL, 0, epoch, @created, @seen, @idle, @ends, @data FROM wechat_users WHERE handle = @user",
        "DELETE FROM wechat_sessions WHERE handle = @user AND first_token = @oldest",
        "DELETE FROM wechat_sessions WHERE handle = @user AND first_token = (SELECT first_token FROM wechat_sessions WHERE handle = @user ORDER BY created_at DESC LIMIT 1 OFFSET @max)");
}
