using StackExchange.Redis;

namespace WeChatMini.Sdk.Storage.Redis;

/// <summary>
/// One connection to Redis, made on first use, so that an instance that never needs it does not pay for it. Whoever asks while
/// it is being made waits for the same attempt; an attempt that fails is forgotten, and so is a connection of our own that died in a long pause.
/// </summary>
internal sealed class RedisConnection : IAsyncDisposable, IDisposable
{
    /// <summary>A function was probably frozen, and what lies between may have forgotten its connections without a word.</summary>
    private static readonly TimeSpan LongPause = TimeSpan.FromSeconds(30);

    /// <summary>What a connection from before a long pause gets to answer, so that there is time for another one.</summary>
    private static readonly TimeSpan FirstTry = TimeSpan.FromMilliseconds(300);

    private readonly Func<Task<IConnectionMultiplexer>> _connect;
    private readonly bool _isOwned;
    private readonly TimeProvider _clock;
    private readonly Lock _gate = new();
    private Task<IConnectionMultiplexer>? _connection;

    /// <summary>The connection from before a long pause, until it has answered.</summary>
    private Task<IConnectionMultiplexer>? _suspect;

    private DateTimeOffset _lastUse;
    private bool _isDisposed;

    private RedisConnection(Func<Task<IConnectionMultiplexer>> connect, bool isOwned, TimeProvider clock)
    {
        _connect = connect;
        _isOwned = isOwned;
        _clock = clock;
        _lastUse = clock.GetUtcNow();
    }

    /// <summary>A connection of our own, which is closed with this object.</summary>
    public static RedisConnection To(ConfigurationOptions options, TimeProvider clock) =>
        new(async () => await ConnectionMultiplexer.ConnectAsync(options).ConfigureAwait(false), isOwned: true, clock);

    /// <summary>A connection of the application's, which stays open.</summary>
    public static RedisConnection Over(IConnectionMultiplexer multiplexer) => new(() => Task.FromResult(multiplexer), isOwned: false, TimeProvider.System);

    /// <summary>
    /// Runs a command on the database that the configuration names. The wait ends with the caller's, and a connection that is being made goes on for
    /// the next one. What is asked of a connection from before a long pause is run again on a new connection when it is not answered: it must come to the same twice.
    /// </summary>
    public async Task<T> RunAsync<T>(Func<IDatabase, Task<T>> command, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (connection, isSuspect) = Connection();
        if (isSuspect)
        {
            try
            {
                var answer = await AskAsync(connection, command, FirstTry, cancellationToken).ConfigureAwait(false);
                Volatile.Write(ref _suspect, null);
                return answer;
            }
            catch (Exception exception) when (exception is TimeoutException or RedisConnectionException && !cancellationToken.IsCancellationRequested)
            {
                connection = Replace(connection);
            }
        }

        return await AskAsync(connection, command, RedisSettings.OperationTimeout, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Begins to connect, unless there is a connection. What comes of it is for the first command, which waits for the same attempt.</summary>
    public void Prepare()
    {
        lock (_gate)
        {
            if (!_isDisposed && _connection is not { IsFaulted: false, IsCanceled: false })
            {
                _lastUse = _clock.GetUtcNow();
                _connection = Task.Run(_connect);

                // WeChat may refuse the code, and then nobody asks how it ended.
                _ = _connection.ContinueWith(static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            }
        }
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

        if (connection is not null)
        {
            await CloseAsync(connection).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private static async Task<T> AskAsync<T>(Task<IConnectionMultiplexer> connection, Func<IDatabase, Task<T>> command, TimeSpan limit, CancellationToken cancellationToken)
    {
        var answer = command((await connection.WaitAsync(cancellationToken).ConfigureAwait(false)).GetDatabase());

        // The wait may be given up before the answer comes; its failure is then nobody's.
        _ = answer.ContinueWith(static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return await answer.WaitAsync(limit, cancellationToken).ConfigureAwait(false);
    }

    private static async Task CloseAsync(Task<IConnectionMultiplexer> connection)
    {
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

    private (Task<IConnectionMultiplexer> Connection, bool IsSuspect) Connection()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            var connection = _connection is { IsFaulted: false, IsCanceled: false } current ? current : _connection = Task.Run(_connect);
            var now = _clock.GetUtcNow();
            if (now - _lastUse >= LongPause && _isOwned && connection.IsCompletedSuccessfully)
            {
                _suspect = connection;
            }

            _lastUse = now;
            return (connection, connection == _suspect);
        }
    }

    /// <summary>Makes a new connection in the place of a dead one, unless somebody did so already.</summary>
    private Task<IConnectionMultiplexer> Replace(Task<IConnectionMultiplexer> dead)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_connection == dead)
            {
                _connection = Task.Run(_connect);
                _ = CloseAsync(dead);
                _suspect = null;
            }

            return _connection!;
        }
    }
}
