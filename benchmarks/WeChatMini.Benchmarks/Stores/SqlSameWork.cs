using System.Data.Common;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Benchmarks.Stores;

/// <summary>The session and its user by their keys; a login's two or three rows in one transaction and one round trip.</summary>
internal sealed class SqlSameWork(SqlHand hand, SameWorkTexts texts) : ISameWork
{
    private const string Select =
        "SELECT s.previous_token, s.previous_until, s.created_at, s.seen_at, s.idle_ends_at, s.ends_at, s.data, " +
        "u.key_current, u.key_current_at, u.key_previous, u.key_previous_at, u.key_previous_until " +
        "FROM wechat_sessions s JOIN wechat_users u ON u.handle = s.handle AND u.epoch = s.epoch WHERE s.handle = @user AND s.token = @token";

    private readonly string _login = $"{texts.Begin}; {texts.User}; {texts.Session}; {texts.Cap}; COMMIT";
    private readonly string _newRows = $"{texts.Begin}; {texts.User}; {texts.Session}; COMMIT";
    private readonly string _replacedRows = $"{texts.Begin}; {texts.User}; {texts.Session}; {texts.End}; COMMIT";

    public async Task<SessionLookup> FindAsync(SessionAddress address, DateTimeOffset now)
    {
        var command = await hand.TakeAsync(Select, ("@user", address.User.ToArray()), ("@token", address.Token.ToArray())).ConfigureAwait(false);
        SessionLookup found;
        var row = await command.ExecuteReaderAsync().ConfigureAwait(false);
        await using (row.ConfigureAwait(false))
        {
            found = await row.ReadAsync().ConfigureAwait(false) ? Read(row, address) : default;
        }

        await hand.GiveBackAsync(command).ConfigureAwait(false);
        return found.Session?.IsLive(now) is true ? found : default;
    }

    public Task LoginAsync(SessionCreation creation) => RunAsync(_login, [.. ValuesOf(creation), ("@max", (long)creation.MaxSessions)]);

    public Task WriteRowsAsync(SessionCreation creation, TokenHash? oldest) => oldest is { } old
        ? RunAsync(_replacedRows, [.. ValuesOf(creation), ("@oldest", old.ToArray())])
        : RunAsync(_newRows, ValuesOf(creation));

    public ValueTask DisposeAsync() => hand.DisposeAsync();

    private static (string Name, object Value)[] ValuesOf(SessionCreation creation)
    {
        var session = creation.Session;
        return
        [
            ("@user", session.User.ToArray()),
            ("@epoch", 1L),
            ("@key", creation.Key.Blob.ToArray()),
            ("@key_at", creation.Key.ObtainedAt.ToUnixTimeMilliseconds()),
            ("@key_until", creation.PreviousKeyUntil.ToUnixTimeMilliseconds()),
            ("@token", session.Token.ToArray()),
            ("@created", session.CreatedAt.ToUnixTimeMilliseconds()),
            ("@seen", session.SeenAt.ToUnixTimeMilliseconds()),
            ("@idle", session.IdleExpiresAt.ToUnixTimeMilliseconds()),
            ("@ends", session.ExpiresAt.ToUnixTimeMilliseconds()),
            ("@data", session.Data.ToArray()),
        ];
    }

    private async Task RunAsync(string text, (string Name, object Value)[] values)
    {
        var command = await hand.TakeAsync(text, values).ConfigureAwait(false);
        await command.ExecuteNonQueryAsync().ConfigureAwait(false);
        await hand.GiveBackAsync(command).ConfigureAwait(false);
    }

    private static SessionLookup Read(DbDataReader row, SessionAddress address)
    {
        var session = new SessionRecord
        {
            User = address.User,
            Token = address.Token,
            PreviousToken = row.IsDBNull(0) ? null : new TokenHash(row.GetFieldValue<byte[]>(0)),
            PreviousTokenUntil = row.IsDBNull(0) ? default : Time(row, 1),
            CreatedAt = Time(row, 2),
            SeenAt = Time(row, 3),
            IdleExpiresAt = Time(row, 4),
            ExpiresAt = Time(row, 5),
            Data = row.GetFieldValue<byte[]>(6),
        };
        var key = new SealedSessionKey(row.GetFieldValue<byte[]>(7), Time(row, 8));
        return new SessionLookup(session, row.IsDBNull(9) ? new SessionKeySlot(key) : new SessionKeySlot(key, new SealedSessionKey(row.GetFieldValue<byte[]>(9), Time(row, 10)), Time(row, 11)));
    }

    private static DateTimeOffset Time(DbDataReader row, int column) => DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));
}
