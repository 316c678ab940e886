using System.Text;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Fuzz.Support;

/// <summary>
/// A store that finds one live session, holding what the target puts there. Each read shows a newer session_key, so that the budget of
/// failures, which counts by key, never keeps an input from being tried.
/// </summary>
internal sealed class OneSessionStore(SessionAddress address, SessionKeySeal seal) : ISessionStore
{
    private long _keys;

    public bool IsPerInstance => false;

    public ReadOnlyMemory<byte> Data { get; set; } = Encoding.UTF8.GetBytes($$"""{"a":"{{App.AppId}}","o":"{{App.OpenId}}"}""");

    /// <summary>What lies in the user's slot.</summary>
    public ReadOnlyMemory<byte> Key { get; set; } = seal.Seal(App.SessionKey, App.OpenId, default).Blob;

    public ValueTask<SessionLookup> FindAsync(SessionAddress at, DateTimeOffset now, CancellationToken cancellationToken) =>
        new(at == address ? new SessionLookup(Record(now), new SessionKeySlot(new SealedSessionKey(Key, DateTimeOffset.UnixEpoch.AddMilliseconds(++_keys)))) : default);

    public ValueTask<IReadOnlyList<SessionRecord>> ListAsync(UserHandle user, DateTimeOffset now, CancellationToken cancellationToken) =>
        new(user == address.User ? [Record(now)] : []);

    public ValueTask CreateAsync(SessionCreation creation, CancellationToken cancellationToken) => default;

    public ValueTask<bool> TouchAsync(SessionAddress at, SessionTouch touch, CancellationToken cancellationToken) => new(at == address);

    public ValueTask<bool> RotateAsync(SessionAddress at, TokenHash successor, DateTimeOffset graceUntil, DateTimeOffset now, CancellationToken cancellationToken) => new(at == address);

    public ValueTask<bool> RevokeAsync(SessionAddress at, DateTimeOffset now, CancellationToken cancellationToken) => new(at == address);

    public ValueTask RevokeAllAsync(UserHandle user, CancellationToken cancellationToken) => default;

    public ValueTask<bool> PutKeyAsync(UserHandle user, SealedSessionKey key, DateTimeOffset previousKeyUntil, CancellationToken cancellationToken) => new(false);

    public ValueTask<int> PurgeAsync(DateTimeOffset now, int maxSessions, CancellationToken cancellationToken) => new(0);

    private SessionRecord Record(DateTimeOffset now) => new()
    {
        User = address.User,
        Token = address.Token,
        CreatedAt = now,
        SeenAt = now,
        IdleExpiresAt = now.AddDays(1),
        ExpiresAt = now.AddDays(2),
        Data = Data,
    };
}
