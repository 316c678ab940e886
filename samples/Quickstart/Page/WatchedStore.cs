using System.Diagnostics;
using WeChatMini.Sdk.Sessions;

namespace Quickstart.Page;

/// <summary>The session store with a stopwatch, and with a switch that makes it fail as a driver does whose database is gone.</summary>
internal sealed class WatchedStore(ISessionStore store, Troubles troubles) : ISessionStore
{
    public bool IsPerInstance => store.IsPerInstance;

    public async ValueTask CreateAsync(SessionCreation creation, CancellationToken cancellationToken) =>
        await WatchAsync("create", () => Valued(store.CreateAsync(creation, cancellationToken)));

    public ValueTask<SessionLookup> FindAsync(SessionAddress address, DateTimeOffset now, CancellationToken cancellationToken) =>
        WatchAsync("find", () => store.FindAsync(address, now, cancellationToken));

    public ValueTask<bool> TouchAsync(SessionAddress address, SessionTouch touch, CancellationToken cancellationToken) =>
        WatchAsync("touch", () => store.TouchAsync(address, touch, cancellationToken));

    public ValueTask<bool> RotateAsync(SessionAddress address, TokenHash successor, DateTimeOffset graceUntil, DateTimeOffset now, CancellationToken cancellationToken) =>
        WatchAsync("rotate", () => store.RotateAsync(address, successor, graceUntil, now, cancellationToken));

    public ValueTask<bool> RevokeAsync(SessionAddress address, DateTimeOffset now, CancellationToken cancellationToken) =>
        WatchAsync("revoke", () => store.RevokeAsync(address, now, cancellationToken));

    public async ValueTask RevokeAllAsync(UserHandle user, CancellationToken cancellationToken) =>
        await WatchAsync("revoke all", () => Valued(store.RevokeAllAsync(user, cancellationToken)));

    public ValueTask<bool> PutKeyAsync(UserHandle user, SealedSessionKey key, DateTimeOffset previousKeyUntil, CancellationToken cancellationToken) =>
        WatchAsync("put key", () => store.PutKeyAsync(user, key, previousKeyUntil, cancellationToken));

    public ValueTask<IReadOnlyList<SessionRecord>> ListAsync(UserHandle user, DateTimeOffset now, CancellationToken cancellationToken) =>
        WatchAsync("list", () => store.ListAsync(user, now, cancellationToken));

    public ValueTask<int> PurgeAsync(DateTimeOffset now, int maxSessions, CancellationToken cancellationToken) =>
        WatchAsync("purge", () => store.PurgeAsync(now, maxSessions, cancellationToken));

    private static async ValueTask<bool> Valued(ValueTask call)
    {
        await call;
        return true;
    }

    private async ValueTask<T> WatchAsync<T>(string what, Func<ValueTask<T>> call)
    {
        var start = Stopwatch.GetTimestamp();
        string? failure = null;
        try
        {
            return troubles.IsStoreDown ? throw new IOException("The database was switched off on the quickstart's page.") : await call();
        }
        catch (Exception exception)
        {
            failure = exception is OperationCanceledException ? "too slow" : "no database";
            throw;
        }
        finally
        {
            RequestFlow.Current?.Add("database", what, failure, Stopwatch.GetElapsedTime(start));
        }
    }
}
