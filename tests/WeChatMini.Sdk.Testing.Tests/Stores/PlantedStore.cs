using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Testing.Tests.Stores;

/// <summary>A correct store, operation by operation replaced with one that has a bug. What is not replaced is right.</summary>
internal sealed class PlantedStore : ISessionStore
{
    public MemorySessionStore Right { get; } = new();

    public Func<ISessionStore, SessionCreation, CancellationToken, Task>? Create { get; init; }

    public Func<ISessionStore, SessionAddress, DateTimeOffset, CancellationToken, Task<SessionLookup>>? Find { get; init; }

    public Func<ISessionStore, SessionAddress, SessionTouch, CancellationToken, Task<bool>>? Touch { get; init; }

    public Func<ISessionStore, SessionAddress, TokenHash, DateTimeOffset, DateTimeOffset, CancellationToken, Task<bool>>? Rotate { get; init; }

    public Func<ISessionStore, SessionAddress, DateTimeOffset, CancellationToken, Task<bool>>? Revoke { get; init; }

    public Func<ISessionStore, UserHandle, CancellationToken, Task>? RevokeAll { get; init; }

    public Func<ISessionStore, UserHandle, SealedSessionKey, DateTimeOffset, CancellationToken, Task<bool>>? PutKey { get; init; }

    public Func<ISessionStore, UserHandle, DateTimeOffset, CancellationToken, Task<IReadOnlyList<SessionRecord>>>? List { get; init; }

    public Func<ISessionStore, DateTimeOffset, int, CancellationToken, Task<int>>? Purge { get; init; }

    public bool IsPerInstance => true;

    public ValueTask CreateAsync(SessionCreation creation, CancellationToken cancellationToken) =>
        Create is { } planted ? new(planted(Right, creation, cancellationToken)) : Right.CreateAsync(creation, cancellationToken);

    public ValueTask<SessionLookup> FindAsync(SessionAddress address, DateTimeOffset now, CancellationToken cancellationToken) =>
        Find is { } planted ? new(planted(Right, address, now, cancellationToken)) : Right.FindAsync(address, now, cancellationToken);

    public ValueTask<bool> TouchAsync(SessionAddress address, SessionTouch touch, CancellationToken cancellationToken) =>
        Touch is { } planted ? new(planted(Right, address, touch, cancellationToken)) : Right.TouchAsync(address, touch, cancellationToken);

    public ValueTask<bool> RotateAsync(SessionAddress address, TokenHash successor, DateTimeOffset graceUntil, DateTimeOffset now, CancellationToken cancellationToken) =>
        Rotate is { } planted ? new(planted(Right, address, successor, graceUntil, now, cancellationToken)) : Right.RotateAsync(address, successor, graceUntil, now, cancellationToken);

    public ValueTask<bool> RevokeAsync(SessionAddress address, DateTimeOffset now, CancellationToken cancellationToken) =>
        Revoke is { } planted ? new(planted(Right, address, now, cancellationToken)) : Right.RevokeAsync(address, now, cancellationToken);

    public ValueTask RevokeAllAsync(UserHandle user, CancellationToken cancellationToken) =>
        RevokeAll is { } planted ? new(planted(Right, user, cancellationToken)) : Right.RevokeAllAsync(user, cancellationToken);

    public ValueTask<bool> PutKeyAsync(UserHandle user, SealedSessionKey key, DateTimeOffset previousKeyUntil, CancellationToken cancellationToken) =>
        PutKey is { } planted ? new(planted(Right, user, key, previousKeyUntil, cancellationToken)) : Right.PutKeyAsync(user, key, previousKeyUntil, cancellationToken);

    public ValueTask<IReadOnlyList<SessionRecord>> ListAsync(UserHandle user, DateTimeOffset now, CancellationToken cancellationToken) =>
        List is { } planted ? new(planted(Right, user, now, cancellationToken)) : Right.ListAsync(user, now, cancellationToken);

    public ValueTask<int> PurgeAsync(DateTimeOffset now, int maxSessions, CancellationToken cancellationToken) =>
        Purge is { } planted ? new(planted(Right, now, maxSessions, cancellationToken)) : Right.PurgeAsync(now, maxSessions, cancellationToken);
}
