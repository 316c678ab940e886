using StackExchange.Redis;

namespace WeChatMini.Sdk.Storage.Redis;

/// <summary>
/// One connection to Redis, made on first use, so that an instance that never needs it does not pay for it. Whoever asks while
/// it is being made waits for the same attempt; an attempt that fails is forgotten.
/// </summary>
internal sealed class RedisConnection : IAsyncDisposable, IDisposable
{
    private readonly Func<Task<IConnectionMultiplexer>> _connect;
    private readonly bool _isOwned;
    private readonly Lock _gate = new();
    private Task<IConnectionMultiplexer>? _connection;
    private bool _isDisposed;

    private RedisConnection(Func<Task<IConnectionMultiplexer>> connect, bool isOwned)
    {
        _connect = connect;
        _isOwned = isOwned;
    }

    /// <summary>A connection of our own, which is closed with this object.</summary>
    public static RedisConnection To(ConfigurationOptions options) =>
        new(async () => await ConnectionMultiplexer.ConnectAsync(options).ConfigureAwait(false), isOwned: true);

    /// <summary>A connection of the application's, which stays open.</summary>
    public static RedisConnection Over(IConnectionMultiplexer multiplexer) => new(() => Task.FromResult(multiplexer), isOwned: false);

    /// <summary>The database that the configuration names. The wait ends with the caller's; the attempt goes on for the next one.</summary>
    public async ValueTask<IDatabase> OpenAsync(CancellationToken cancellationToken)
    {
        Task<IConnectionMultiplexer> connection;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            connection = _connection is { IsFaulted: false, IsCanceled: false } current ? current : _connection = Task.Run(_connect);
        }

        return (await connection.WaitAsync(cancellationToken).ConfigureAwait(false)).GetDatabase();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Task<IConnectionMultiplexer>? connection;
        lock (_gate)
        {
            _isDisposed = true;
            (connection, _connection) = (_isOwned ? _connection : null, null);
        }

        if (connection is null)
        {
            return;
        }

        try
        {
            // Nothing that is still under way is worth waiting for: a Redis that does not answer must not hold up the end of a process.
            await (await connection.ConfigureAwait(false)).CloseAsync(allowCommandsToComplete: false).ConfigureAwait(false);
        }
        catch (RedisException)
        {
            // It was never open.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();
}
