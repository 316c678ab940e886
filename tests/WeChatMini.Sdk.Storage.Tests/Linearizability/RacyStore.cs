using System.Collections.Concurrent;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Storage.Tests.Linearizability;

/// <summary>A correct store with one planted bug, to show that the check finds it.</summary>
/// <param name="bug">The bug.</param>
internal sealed class RacyStore(PlantedBug bug) : ISessionStore
{
    private readonly ConcurrentDictionary<UserHandle, ModelSessionStore> _users = new();
    private readonly ConcurrentDictionary<SessionAddress, SessionLookup> _resurrected = new();

    public bool IsPerInstance => true;

    public async ValueTask CreateAsync(SessionCreation creation, CancellationToken cancellationToken)
    {
        var user = Of(creation.Session.User);
        if (bug != PlantedBug.CreateReadsThenWrites)
        {
            Locked(user, store => store.CreateAsync(creation, cancellationToken).AsTask());
            return;
        }

        // Read the whole user, change the copy, write it back: of two logins at once, one is lost.
        var copy = new ModelSessionStore();
        var sessions = Locked(user, store => store.ListAsync(creation.Session.User, creation.Now, cancellationToken).AsTask());
        Dawdle();
        foreach (var session in sessions.Reverse())
        {
            await copy.CreateAsync(new SessionCreation { Session = session, Key = creation.Key, PreviousKeyUntil = creation.PreviousKeyUntil, MaxSessions = 100, Now = creation.Now }, cancellationToken);
        }

        await copy.CreateAsync(creation, cancellationToken);
        _users[creation.Session.User] = copy;
    }

    public ValueTask<SessionLookup> FindAsync(SessionAddress address, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var found = Locked(Of(address.User), store => store.FindAsync(address, now, cancellationToken).AsTask());
        return new(found.Session is null && _resurrected.TryGetValue(address, out var risen) && risen.Session!.IsLive(now) ? risen : found);
    }

    public async ValueTask<bool> TouchAsync(SessionAddress address, SessionTouch touch, CancellationToken cancellationToken)
    {
        if (bug != PlantedBug.TouchWritesBack)
        {
            return Locked(Of(address.User), store => store.TouchAsync(address, touch, cancellationToken).AsTask());
        }

        // Read, change, write back whether or not it is still there: a session that was ended in between is alive again.
        var found = await FindAsync(address, touch.Now, cancellationToken);
        Dawdle();
        if (found.Session is { } session && !Locked(Of(address.User), store => store.TouchAsync(address, touch, cancellationToken).AsTask()))
        {
            _resurrected[address] = new SessionLookup(session.Touched(touch.Now, touch.IdleExpiresAt), found.Key);
        }

        return found.Session is not null;
    }

    public ValueTask<bool> RotateAsync(SessionAddress address, TokenHash successor, DateTimeOffset graceUntil, DateTimeOffset now, CancellationToken cancellationToken) =>
        new(Locked(Of(address.User), store => store.RotateAsync(address, successor, graceUntil, now, cancellationToken).AsTask()));

    public ValueTask<bool> RevokeAsync(SessionAddress address, DateTimeOffset now, CancellationToken cancellationToken) =>
        new(Locked(Of(address.User), store => store.RevokeAsync(address, now, cancellationToken).AsTask()));

    public ValueTask RevokeAllAsync(UserHandle user, CancellationToken cancellationToken)
    {
        if (bug != PlantedBug.RevokeAllEndsOneByOne)
        {
            Locked(Of(user), store => store.RevokeAllAsync(user, cancellationToken).AsTask());
            return default;
        }

        // One after the other: a reader sees the user half signed out.
        foreach (var session in Locked(Of(user), store => store.ListAsync(user, DateTimeOffset.MinValue, cancellationToken).AsTask()))
        {
            Locked(Of(user), store => store.RevokeAsync(new SessionAddress(user, session.Token), DateTimeOffset.MinValue, cancellationToken).AsTask());
            Dawdle();
        }

        return default;
    }

    public ValueTask<bool> PutKeyAsync(UserHandle user, SealedSessionKey key, DateTimeOffset previousKeyUntil, CancellationToken cancellationToken) =>
        new(Locked(Of(user), store => store.PutKeyAsync(user, key, previousKeyUntil, cancellationToken).AsTask()));

    public ValueTask<IReadOnlyList<SessionRecord>> ListAsync(UserHandle user, DateTimeOffset now, CancellationToken cancellationToken) =>
        new(Locked(Of(user), store => store.ListAsync(user, now, cancellationToken).AsTask()));

    public ValueTask<int> PurgeAsync(DateTimeOffset now, int maxSessions, CancellationToken cancellationToken) => new(0);

    /// <summary>Long enough for another thread to come in between, even on one core.</summary>
    private static void Dawdle()
    {
        Thread.Yield();
        Thread.SpinWait(3_000);
    }

    private ModelSessionStore Of(UserHandle user) => _users.GetOrAdd(user, static _ => new ModelSessionStore());

    private static T Locked<T>(ModelSessionStore store, Func<ModelSessionStore, Task<T>> call)
    {
        lock (store)
        {
            return call(store).GetAwaiter().GetResult();
        }
    }

    private static void Locked(ModelSessionStore store, Func<ModelSessionStore, Task> call)
    {
        lock (store)
        {
            call(store).GetAwaiter().GetResult();
        }
    }
}
