using WeChatMini.Sdk.Sessions;

namespace Snippets;

#region one-lock-store
internal sealed class OneLockStore : ISessionStore
{
    private readonly Lock _gate = new();
    private readonly List<SessionRecord> _sessions = [];
    private readonly Dictionary<UserHandle, SessionKeySlot> _keys = [];

    public bool IsPerInstance => true;

    public ValueTask CreateAsync(SessionCreation creation, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var user = creation.Session.User;
            var others = LiveOf(user, creation.Now).Take(creation.MaxSessions - 1).ToHashSet();
            _sessions.RemoveAll(session => session.User == user && !others.Contains(session)); // the oldest others, and what has ended
            _sessions.Add(creation.Session);
            _keys[user] = SessionKeySlot.Merge(_keys.GetValueOrDefault(user), creation.Key, creation.PreviousKeyUntil);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<SessionLookup> FindAsync(SessionAddress address, DateTimeOffset now, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var found = IndexOf(address, now);
            return found < 0 ? default : new(new SessionLookup(_sessions[found], _keys.GetValueOrDefault(address.User)));
        }
    }

    public ValueTask<bool> TouchAsync(SessionAddress address, SessionTouch touch, CancellationToken cancellationToken) =>
        Change(address, touch.Now, session => session.Touched(touch.Now, touch.IdleExpiresAt), cancellationToken);

    public ValueTask<bool> RotateAsync(SessionAddress address, TokenHash successor, DateTimeOffset graceUntil, DateTimeOffset now, CancellationToken cancellationToken) =>
        Change(address, now, session => session.Rotated(successor, graceUntil), cancellationToken, currentOnly: true);

    public ValueTask<bool> RevokeAsync(SessionAddress address, DateTimeOffset now, CancellationToken cancellationToken) =>
        Change(address, now, session => null, cancellationToken);

    public ValueTask RevokeAllAsync(UserHandle user, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            _sessions.RemoveAll(session => session.User == user);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<bool> PutKeyAsync(UserHandle user, SealedSessionKey key, DateTimeOffset previousKeyUntil, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var slot = _keys.GetValueOrDefault(user);
            return new(slot is not null && (_keys[user] = SessionKeySlot.Merge(slot, key, previousKeyUntil)) != slot);
        }
    }

    public ValueTask<IReadOnlyList<SessionRecord>> ListAsync(UserHandle user, DateTimeOffset now, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return new([.. LiveOf(user, now)]);
        }
    }

    public ValueTask<int> PurgeAsync(DateTimeOffset now, int maxSessions, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxSessions, 1);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var ended = _sessions.Where(session => !session.IsLive(now)).Take(maxSessions).ToHashSet();
            _sessions.RemoveAll(ended.Contains);
            foreach (var user in _keys.Keys.Except(_sessions.Select(session => session.User)).ToList())
            {
                _keys.Remove(user);
            }

            return new(ended.Count);
        }
    }

    private IEnumerable<SessionRecord> LiveOf(UserHandle user, DateTimeOffset now) =>
        _sessions.Where(session => session.User == user && session.IsLive(now)).OrderByDescending(session => session.CreatedAt);

    private int IndexOf(SessionAddress address, DateTimeOffset now) =>
        _sessions.FindIndex(session => session.User == address.User && session.Answers(address.Token, now) && session.IsLive(now));

    // Looks and writes under one lock: a session that has ended meanwhile is not there to be changed.
    private ValueTask<bool> Change(SessionAddress address, DateTimeOffset now, Func<SessionRecord, SessionRecord?> change, CancellationToken cancellationToken, bool currentOnly = false)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var found = IndexOf(address, now);
            if (found < 0 || (currentOnly && _sessions[found].Token != address.Token))
            {
                return new(false);
            }

            if (change(_sessions[found]) is { } changed)
            {
                _sessions[found] = changed;
            }
            else
            {
                _sessions.RemoveAt(found);
            }

            return new(true);
        }
    }
}
#endregion
