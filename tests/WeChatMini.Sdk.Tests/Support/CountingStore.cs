using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Tests.Support;

/// <summary>A memory store that counts what reaches it and, when told to, fails or hangs.</summary>
internal sealed class CountingStore : ISessionStore
{
    private readonly MemorySessionStore _inner = new();
    private int _calls;
    private int _touches;

    /// <summary>Runs before every operation; throws or waits to play a database in trouble.</summary>
    public Func<CancellationToken, ValueTask> Before { get; set; } = _ => default;

    public int Calls => Volatile.Read(ref _calls);

    public int Touches => Volatile.Read(ref _touches);

    public bool IsPerInstance => false;

    public int Preparations { get; private set; }

    /// <summary>What preparing runs into.</summary>
    public Exception? PrepareFailure { get; init; }

    public void Prepare()
    {
        Preparations++;
        if (PrepareFailure is not null)
        {
            throw PrepareFailure;
        }
    }

    public async ValueTask CreateAsync(SessionCreation creation, CancellationToken cancellationToken)
    {
        await EnterAsync(cancellationToken);
        await _inner.CreateAsync(creation, cancellationToken);
    }

    public async ValueTask<SessionLookup> FindAsync(SessionAddress address, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await EnterAsync(cancellationToken);
        return await _inner.FindAsync(address, now, cancellationToken);
    }

    public async ValueTask<bool> TouchAsync(SessionAddress address, SessionTouch touch, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _touches);
        await EnterAsync(cancellationToken);
        return await _inner.TouchAsync(address, touch, cancellationToken);
    }

    public async ValueTask<bool> RotateAsync(SessionAddress address, TokenHash successor, DateTimeOffset graceUntil, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await EnterAsync(cancellationToken);
        return await _inner.RotateAsync(address, successor, graceUntil, now, cancellationToken);
    }

    public async ValueTask<bool> RevokeAsync(SessionAddress address, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await EnterAsync(cancellationToken);
        return await _inner.RevokeAsync(address, now, cancellationToken);
    }

    public async ValueTask RevokeAllAsync(UserHandle user, CancellationToken cancellationToken)
    {
        await EnterAsync(cancellationToken);
        await _inner.RevokeAllAsync(user, cancellationToken);
    }

    public async ValueTask<bool> PutKeyAsync(UserHandle user, SealedSessionKey key, DateTimeOffset previousKeyUntil, CancellationToken cancellationToken)
    {
        await EnterAsync(cancellationToken);
        return await _inner.PutKeyAsync(user, key, previousKeyUntil, cancellationToken);
    }

    public async ValueTask<IReadOnlyList<SessionRecord>> ListAsync(UserHandle user, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await EnterAsync(cancellationToken);
        return await _inner.ListAsync(user, now, cancellationToken);
    }

    public async ValueTask<int> PurgeAsync(DateTimeOffset now, int maxSessions, CancellationToken cancellationToken)
    {
        await EnterAsync(cancellationToken);
        return await _inner.PurgeAsync(now, maxSessions, cancellationToken);
    }

    private async ValueTask EnterAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        await Before(cancellationToken);
    }
}
