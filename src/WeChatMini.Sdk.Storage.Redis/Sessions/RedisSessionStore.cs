using System.Globalization;
using StackExchange.Redis;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Storage.Redis.Sessions;

/// <summary>
/// Sessions in Redis, or in what runs its scripts (Valkey, the cloud's own). A user has one key, so that every operation is one script and
/// one round trip, also in a cluster.
/// </summary>
/// <remarks>
/// What was acknowledged lives as long as Redis keeps it: with <c>appendfsync always</c> it survives a loss of power, with <c>everysec</c> the end
/// of the server and up to a second before a loss of power, without an append-only file nothing. Let <c>maxmemory-policy</c> be <c>noeviction</c> or a
/// <c>volatile-</c> one with room to spare: a key that is evicted is a user who is signed out.
/// </remarks>
internal sealed class RedisSessionStore(RedisConnection connection) : ISessionStore, IAsyncDisposable, IDisposable
{
    /// <summary>How much longer than its last session a key lives, for clocks that differ.</summary>
    private static readonly TimeSpan Backstop = TimeSpan.FromDays(1);

    public bool IsPerInstance => false;

    public void Prepare() => connection.Prepare();

    public async ValueTask CreateAsync(SessionCreation creation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(creation);
        var session = creation.Session;
        await RunAsync(
            SessionScripts.Create,
            session.User,
            [
                session.Token.ToArray(),
                Number(creation.Now),
                RedisRecords.Write(session),
                creation.MaxSessions - 1,
                Math.Max(1, (long)(session.ExpiresAt - creation.Now + Backstop).TotalMilliseconds),
                creation.Key.Blob,
                Number(creation.Key.ObtainedAt),
                Number(creation.PreviousKeyUntil),
            ],
            cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<SessionLookup> FindAsync(SessionAddress address, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // A current token, as nearly all are: one command, and no script whose answer takes longer to read than to find.
        var current = RedisRecords.FieldOf(address.Token);
        var fields = await AskAsync(redis => redis.HashGetAsync(KeyOf(address.User), [current, RedisRecords.SlotField]), cancellationToken).ConfigureAwait(false);
        if ((byte[]?)fields[0] is { } record)
        {
            var read = RedisRecords.ReadSession(address.User, current, record);
            return read.IsLive(now) ? new SessionLookup(read, Slot(fields[1])) : default;
        }

        // Every session lies beside a slot. Without one there is nobody to ask about.
        if (fields[1].IsNull)
        {
            return default;
        }

        var found = await RunAsync(SessionScripts.Find, address.User, [address.Token.ToArray(), Number(now)], cancellationToken).ConfigureAwait(false);
        if (found.IsNull)
        {
            return default;
        }

        var parts = (byte[]?[]?)found;
        return parts is [{ } field, { } session, var slot] ? new SessionLookup(RedisRecords.ReadSession(address.User, field, session), Slot(slot)) : default;
    }

    public async ValueTask<bool> TouchAsync(SessionAddress address, SessionTouch touch, CancellationToken cancellationToken) =>
        (bool)await RunAsync(SessionScripts.Touch, address.User, [address.Token.ToArray(), Number(touch.Now), Number(touch.IdleExpiresAt)], cancellationToken).ConfigureAwait(false);

    public async ValueTask<bool> RotateAsync(SessionAddress address, TokenHash successor, DateTimeOffset graceUntil, DateTimeOffset now, CancellationToken cancellationToken) =>
        (bool)await RunAsync(SessionScripts.Rotate, address.User, [address.Token.ToArray(), Number(now), successor.ToArray(), Number(graceUntil)], cancellationToken).ConfigureAwait(false);

    public async ValueTask<bool> RevokeAsync(SessionAddress address, DateTimeOffset now, CancellationToken cancellationToken) =>
        (bool)await RunAsync(SessionScripts.Revoke, address.User, [address.Token.ToArray(), Number(now)], cancellationToken).ConfigureAwait(false);

    public async ValueTask RevokeAllAsync(UserHandle user, CancellationToken cancellationToken) =>
        await RunAsync(SessionScripts.RevokeAll, user, [], cancellationToken).ConfigureAwait(false);

    public async ValueTask<bool> PutKeyAsync(UserHandle user, SealedSessionKey key, DateTimeOffset previousKeyUntil, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        return (bool)await RunAsync(SessionScripts.PutKey, user, [key.Blob, Number(key.ObtainedAt), Number(previousKeyUntil)], cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<SessionRecord>> ListAsync(UserHandle user, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var fields = await AskAsync(redis => redis.HashGetAllAsync(KeyOf(user)), cancellationToken).ConfigureAwait(false);
        return
        [
            .. fields.Select(entry => (Field: (byte[])entry.Name!, Value: (byte[])entry.Value!))
                .Where(entry => RedisRecords.IsSession(entry.Field))
                .Select(entry => RedisRecords.ReadSession(user, entry.Field, entry.Value))
                .Where(session => session.IsLive(now))
                .OrderByDescending(session => session.CreatedAt),
        ];
    }

    /// <summary>Does nothing: Redis removes a user's key by itself a day after the last session's end, and a login removes the user's ended ones.</summary>
    public ValueTask<int> PurgeAsync(DateTimeOffset now, int maxSessions, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxSessions, 1);
        cancellationToken.ThrowIfCancellationRequested();
        return new(0);
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    public void Dispose() => connection.Dispose();

    private static SessionKeySlot? Slot(byte[]? bytes) => bytes is null ? null : RedisRecords.ReadSlot(bytes);

    /// <summary>The handle as the key's hash tag.</summary>
    private static RedisKey KeyOf(UserHandle user) => $"wxmini:session:{{{user}}}";

    private static RedisValue Number(DateTimeOffset time) => time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    private Task<RedisResult> RunAsync(string script, UserHandle user, RedisValue[] values, CancellationToken cancellationToken) =>
        AskAsync(redis => redis.ScriptEvaluateAsync(script, [KeyOf(user)], values), cancellationToken);

    /// <exception cref="InvalidOperationException">Something that an operator must correct; the message says how.</exception>
    private async Task<T> AskAsync<T>(Func<IDatabase, Task<T>> command, CancellationToken cancellationToken)
    {
        try
        {
            return await connection.RunAsync(command, cancellationToken).ConfigureAwait(false);
        }
        catch (RedisException exception) when (RedisErrors.Explain(exception) is { } sentence)
        {
            throw new InvalidOperationException(sentence, exception);
        }
    }
}
