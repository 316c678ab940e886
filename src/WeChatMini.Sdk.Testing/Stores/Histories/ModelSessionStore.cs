using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Testing.Stores.Histories;

/// <summary>What a store of one user does when nothing ever happens at the same time: the contract, written down as plainly as possible.</summary>
internal sealed class ModelSessionStore : ISessionStore
{
    private List<SessionRecord> _sessions = [];
    private SessionKeySlot? _key;

    public bool IsPerInstance => true;

    public ModelSessionStore Copy() => new() { _sessions = [.. _sessions], _key = _key };

    /// <summary>The same user without a key slot, which a store may drop with the last session; null when there is nothing to drop.</summary>
    public ModelSessionStore? WithoutKey() => _sessions.Count == 0 && _key is not null ? new() : null;

    /// <summary>Everything there is, to know a state again.</summary>
    public string Fingerprint(HistoryNames names) =>
        string.Join('|', _sessions.Select(session => HistoryOperation.Describe(names, session))) + "#" + HistoryOperation.Describe(names, _key);

    public ValueTask CreateAsync(SessionCreation creation, CancellationToken cancellationToken)
    {
        var others = _sessions.Where(session => session.IsLive(creation.Now)).OrderByDescending(session => session.CreatedAt).Take(creation.MaxSessions - 1);
        _sessions = [creation.Session, .. others];
        _key = SessionKeySlot.Merge(_key, creation.Key, creation.PreviousKeyUntil);
        return default;
    }

    public ValueTask<SessionLookup> FindAsync(SessionAddress address, DateTimeOffset now, CancellationToken cancellationToken) =>
        new(Live(address, now) is { } session ? new SessionLookup(session, _key) : default);

    public ValueTask<bool> TouchAsync(SessionAddress address, SessionTouch touch, CancellationToken cancellationToken) =>
        new(Replace(Live(address, touch.Now), session => session.Touched(touch.Now, touch.IdleExpiresAt)));

    public ValueTask<bool> RotateAsync(SessionAddress address, TokenHash successor, DateTimeOffset graceUntil, DateTimeOffset now, CancellationToken cancellationToken) =>
        new(Live(address, now) is { } session && session.Token == address.Token && Replace(session, old => old.Rotated(successor, graceUntil)));

    public ValueTask<bool> RevokeAsync(SessionAddress address, DateTimeOffset now, CancellationToken cancellationToken) =>
        new(Live(address, now) is { } session && _sessions.Remove(session));

    public ValueTask RevokeAllAsync(UserHandle user, CancellationToken cancellationToken)
    {
        _sessions = [];
        return default;
    }

    public ValueTask<bool> PutKeyAsync(UserHandle user, SealedSessionKey key, DateTimeOffset previousKeyUntil, CancellationToken cancellationToken)
    {
        if (_key is null || SessionKeySlot.Merge(_key, key, previousKeyUntil) is var merged && merged == _key)
        {
            return new(false);
        }

        _key = merged;
        return new(true);
    }

    public ValueTask<IReadOnlyList<SessionRecord>> ListAsync(UserHandle user, DateTimeOffset now, CancellationToken cancellationToken) =>
        new([.. _sessions.Where(session => session.IsLive(now)).OrderByDescending(session => session.CreatedAt)]);

    public ValueTask<int> PurgeAsync(DateTimeOffset now, int maxSessions, CancellationToken cancellationToken) =>
        new(_sessions.RemoveAll(session => !session.IsLive(now)));

    private SessionRecord? Live(SessionAddress address, DateTimeOffset now) =>
        _sessions.Find(session => session.Answers(address.Token, now) && session.IsLive(now));

    private bool Replace(SessionRecord? session, Func<SessionRecord, SessionRecord> change)
    {
        if (session is null)
        {
            return false;
        }

        _sessions[_sessions.IndexOf(session)] = change(session);
        return true;
    }
}
