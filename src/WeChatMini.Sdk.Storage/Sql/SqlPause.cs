namespace WeChatMini.Sdk.Storage.Sql;

/// <summary>
/// What comes between the first uses after a long pause and the pool of a server's connections. A function was probably frozen, and what lies
/// between may have forgotten its connections without a word: they are tried before they are used, since a statement that is not answered may
/// have been executed, and since a pool hands out its dead connections one after the other.
/// </summary>
internal sealed class SqlPause(SqlLanes lanes, TimeProvider clock)
{
    private static readonly TimeSpan LongPause = TimeSpan.FromSeconds(30);

    /// <summary>What a connection gets to answer, so that a second is enough for all.</summary>
    private static readonly TimeSpan Answer = TimeSpan.FromMilliseconds(300);

    /// <summary>How many connections are tried together once one was found dead. The pool cannot be asked how many it has.</summary>
    private const int Suspects = 16;

    private readonly Lock _gate = new();

    /// <summary>By the wall clock: the other one may stand still while a function is frozen.</summary>
    private DateTimeOffset _lastUse = clock.GetUtcNow();

    private Task _trial = Task.CompletedTask;

    /// <summary>Waits, after a long pause, until the pool has a connection that works or cannot be helped. Whoever comes meanwhile waits, too.</summary>
    public Task EndAsync(CancellationToken cancellationToken)
    {
        Task trial;
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            if (now - _lastUse >= LongPause)
            {
                _trial = TryAsync();
            }

            _lastUse = now;
            trial = _trial;
        }

        return trial.IsCompleted ? Task.CompletedTask : trial.WaitAsync(cancellationToken);
    }

    private async Task TryAsync()
    {
        if (await IsAliveAsync().ConfigureAwait(false))
        {
            return;
        }

        // Together, so that each is another one. The dead ones stay out of the pool as long as they are tried, and the first that answers is enough.
        var trials = Enumerable.Range(0, Suspects).Select(_ => IsAliveAsync()).ToList();
        while (trials.Count > 0)
        {
            var answer = await Task.WhenAny(trials).ConfigureAwait(false);
            if (await answer.ConfigureAwait(false))
            {
                return;
            }

            trials.Remove(answer);
        }
    }

    private async Task<bool> IsAliveAsync()
    {
        using var stop = new CancellationTokenSource(Answer);
        try
        {
            // A driver that does not mind being told to stop is left behind with its connection.
            return await AnswersAsync(stop.Token).WaitAsync(stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            await lanes.TryAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception)
        {
            // Whatever it is: the operation that waits will meet it, and report it.
            return false;
        }
    }
}
