using System.Collections.Concurrent;

namespace WeChatMini.Sdk.Sessions;

/// <summary>
/// Sessions in this process's memory: for tests, development and a single long-lived server. They end with the process.
/// Bounded: beyond the capacity, users whose sessions end soonest are dropped first.
/// </summary>
public sealed class MemorySessionStore : ISessionStore
{
    /// <summary>The default capacity: 100,000 users.</summary>
    public const int DefaultCapacity = 100_000;

    private readonly ConcurrentDictionary<UserHandle, MemoryUser> _users = new();
    private readonly Lock _eviction = new();
    private readonly int _capacity;

    /// <summary>Creates an empty store.</summary>
    /// <param name="capacity">How many users it holds at most; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is not positive.</exception>
    public MemorySessionStore(int capacity = DefaultCapacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _capacity = capacity;
    }

    /// <inheritdoc/>
    public bool IsPerInstance => true;

    /// <inheritdoc/>
    public ValueTask CreateAsync(SessionCreation creation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(creation);
        cancellationToken.ThrowIfCancellationRequested();
        while (true)
        {
            var user = _users.GetOrAdd(creation.Session.User, static _ => new MemoryUser());
            lock (user.Gate)
            {
                // A user that was removed meanwhile is in nobody's reach: start again with a new one.
                if (!user.IsRemoved)
                {
                    user.Create(creation);
                    break;
                }
            }
        }

        if (_users.Count > _capacity)
        {
            Evict(creation.Session.User, creation.Now);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<SessionLookup> FindAsync(SessionAddress address, DateTimeOffset now, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!_users.TryGetValue(address.User, out var user))
        {
            return default;
        }

        lock (user.Gate)
        {
            var index = user.IndexOf(address.Token, now);
            return index < 0 ? default : new(new SessionLookup(user.Sessions[index], user.Key));
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> TouchAsync(SessionAddress address, SessionTouch touch, CancellationToken cancellationToken) =>
        new(Change(address, touch.Now, (user, index) => user.Sessions[index] = user.Sessions[index].Touched(touch.Now, touch.IdleExpiresAt), cancellationToken));

    /// <inheritdoc/>
    public ValueTask<bool> RotateAsync(SessionAddress address, TokenHash successor, DateTimeOffset graceUntil, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var rotated = false;
        Change(address, now, (user, index) =>
        {
            if (user.Sessions[index].Token == address.Token)
            {
                user.Sessions[index] = user.Sessions[index].Rotated(successor, graceUntil);
                rotated = true;
            }
        }, cancellationToken);
        return new(rotated);
    }

    /// <inheritdoc/>
    public ValueTask<bool> RevokeAsync(SessionAddress address, DateTimeOffset now, CancellationToken cancellationToken) =>
        new(Change(address, now, static (user, index) => user.Sessions.RemoveAt(index), cancellationToken));

    /// <inheritdoc/>
    public ValueTask RevokeAllAsync(UserHandle user, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_users.TryGetValue(user, out var found))
        {
            lock (found.Gate)
            {
                found.Sessions.Clear();
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<bool> PutKeyAsync(UserHandle user, SealedSessionKey key, DateTimeOffset previousKeyUntil, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        cancellationToken.ThrowIfCancellationRequested();
        if (!_users.TryGetValue(user, out var found))
        {
            return new(false);
        }

        lock (found.Gate)
        {
            return new(!found.IsRemoved && found.PutKey(key, previousKeyUntil));
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SessionRecord>> ListAsync(UserHandle user, DateTimeOffset now, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!_users.TryGetValue(user, out var found))
        {
            return new([]);
        }

        lock (found.Gate)
        {
            return new([.. found.Sessions.Where(session => session.IsLive(now)).OrderByDescending(session => session.CreatedAt)]);
        }
    }

    /// <inheritdoc/>
    public ValueTask<int> PurgeAsync(DateTimeOffset now, int maxSessions, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxSessions, 1);
        var removed = 0;
        foreach (var (handle, user) in _users)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (removed >= maxSessions)
            {
                break;
            }

            lock (user.Gate)
            {
                removed += user.RemoveEnded(now, maxSessions - removed);
                if (user.Sessions.Count == 0)
                {
                    Remove(handle, user);
                }
            }
        }

        return new(removed);
    }

    private bool Change(SessionAddress address, DateTimeOffset now, Action<MemoryUser, int> change, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!_users.TryGetValue(address.User, out var user))
        {
            return false;
        }

        lock (user.Gate)
        {
            var index = user.IndexOf(address.Token, now);
            if (index >= 0)
            {
                change(user, index);
            }

            return index >= 0;
        }
    }

    /// <summary>Drops the sixteenth of users that end soonest, the given one excepted, so that the cost of a full store is spread over many logins.</summary>
    private void Evict(UserHandle keep, DateTimeOffset now)
    {
        lock (_eviction)
        {
            if (_users.Count <= _capacity)
            {
                return;
            }

            var count = Math.Max(_users.Count - _capacity, _capacity / 16);
            foreach (var (handle, user) in _users.Where(entry => entry.Key != keep).OrderBy(entry => entry.Value.EndsAt(now)).Take(count).ToList())
            {
                lock (user.Gate)
                {
                    Remove(handle, user);
                }
            }
        }
    }

    private void Remove(UserHandle handle, MemoryUser user)
    {
        user.IsRemoved = true;
        user.Sessions.Clear();
        _users.TryRemove(new KeyValuePair<UserHandle, MemoryUser>(handle, user));
    }
}
