using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Storage.Cloud.Tests.Support;

/// <summary>Makes each call at another instance over one database, so that no queue within one keeps writers apart.</summary>
internal sealed class RoundRobin(params ISessionStore[] instances) : ISessionStore
{
    private int _next;

    public bool IsPerInstance => false;

    private ISessionStore Next => instances[(uint)Interlocked.Increment(ref _next) % instances.Length];

    public ValueTask CreateAsync(SessionCreation creation, CancellationToken cancellationToken) => Next.CreateAsync(creation, cancellationToken);

    public ValueTask<SessionLookup> FindAsync(SessionAddress address, DateTimeOffset now, CancellationToken cancellationToken) => Next.FindAsync(address, now, cancellationToken);

    public ValueTask<bool> TouchAsync(SessionAddress address, SessionTouch touch, CancellationToken cancellationToken) => Next.TouchAsync(address, touch, cancellationToken);

    public ValueTask<bool> RotateAsync(SessionAddress address, TokenHash successor, DateTimeOffset graceUntil, DateTimeOffset now, CancellationToken cancellationToken) =>
        Next.RotateAsync(address, successor, graceUntil, now, cancellationToken);

    public ValueTask<bool> RevokeAsync(SessionAddress address, DateTimeOffset now, CancellationToken cancellationToken) => Next.RevokeAsync(address, now, cancellationToken);

    public ValueTask RevokeAllAsync(UserHandle user, CancellationToken cancellationToken) => Next.RevokeAllAsync(user, cancellationToken);

    public ValueTask<bool> PutKeyAsync(UserHandle user, SealedSessionKey key, DateTimeOffset previousKeyUntil, CancellationToken cancellationToken) => Next.PutKeyAsync(user, key, previousKeyUntil, cancellationToken);

    public ValueTask<IReadOnlyList<SessionRecord>> ListAsync(UserHandle user, DateTimeOffset now, CancellationToken cancellationToken) => Next.ListAsync(user, now, cancellationToken);

    public ValueTask<int> PurgeAsync(DateTimeOffset now, int maxSessions, CancellationToken cancellationToken) => Next.PurgeAsync(now, maxSessions, cancellationToken);
}
