using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.AspNetCore.Tests.Support;

/// <summary>A memory store that counts what reaches it and plays a database that is down.</summary>
public sealed class StoreProbe : ISessionStore
{
    public const string FailureText = HttpMessages.Answer.FailureText;

    private readonly MemorySessionStore _inner = new();
    private readonly TaskCompletionSource _created = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _calls;

    public enum Trouble
    {
        None,
        Throws,
        Hangs,
    }

    public Trouble State { get; set; }

    public int Calls => Volatile.Read(ref _calls);

    /// <summary>Completes when the first session has been written.</summary>
    public Task Created => _created.Task;

    public bool IsPerInstance { get; init; }

    public async ValueTask CreateAsync(SessionCreation creation, CancellationToken cancellationToken)
    {
        await EnterAsync();
        await _inner.CreateAsync(creation, cancellationToken);
        _created.TrySetResult();
    }

    public async ValueTask<SessionLookup> FindAsync(SessionAddress address, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await EnterAsync();
        return await _inner.FindAsync(address, now, cancellationToken);
    }

    public async ValueTask<bool> TouchAsync(SessionAddress address, SessionTouch touch, CancellationToken cancellationToken)
    {
        await EnterAsync();
        return await _inner.TouchAsync(address, touch, cancellationToken);
    }

    public async ValueTask<bool> RotateAsync(SessionAddress address, TokenHash successor, DateTimeOffset graceUntil, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await EnterAsync();
        return await _inner.RotateAsync(address, successor, graceUntil, now, cancellationToken);
    }

    public async ValueTask<bool> RevokeAsync(SessionAddress address, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await EnterAsync();
        return await _inner.RevokeAsync(address, now, cancellationToken);
    }

    public async ValueTask RevokeAllAsync(UserHandle user, CancellationToken cancellationToken)
    {
        await EnterAsync();
        await _inner.RevokeAllAsync(user, cancellationToken);
    }

    public async ValueTask<bool> PutKeyAsync(UserHandle user, SealedSessionKey key, DateTimeOffset previousKeyUntil, CancellationToken cancellationToken)
    {
        await EnterAsync();
        return await _inner.PutKeyAsync(user, key, previousKeyUntil, cancellationToken);
    }

    public async ValueTask<IReadOnlyList<SessionRecord>> ListAsync(UserHandle user, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await EnterAsync();
        return await _inner.ListAsync(user, now, cancellationToken);
    }

    public async ValueTask<int> PurgeAsync(DateTimeOffset now, int maxSessions, CancellationToken cancellationToken)
    {
        await EnterAsync();
        return await _inner.PurgeAsync(now, maxSessions, cancellationToken);
    }

    private Task EnterAsync()
    {
        Interlocked.Increment(ref _calls);
        return State switch
        {
            Trouble.Throws => Task.FromException(new InvalidOperationException(FailureText)),

            // A driver that ignores its cancellation, too.
            Trouble.Hangs => new TaskCompletionSource().Task,
            _ => Task.CompletedTask,
        };
    }
}
