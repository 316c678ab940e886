namespace WeChatMini.Sdk.Serverless.Runtime;

/// <summary>The time that is left for an event: 300 ms before the host's deadline the application is told, 200 ms before it is given up, so that there is an answer in any case.</summary>
internal sealed class TimeLimit : IDisposable
{
    private static readonly TimeSpan Warning = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan LastMoment = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest that a timer takes; a deadline later than that is none.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(40);

    private readonly TimeProvider _clock;
    private readonly TimeSpan? _left;
    private readonly CancellationTokenSource _aborted;

    public TimeLimit(DateTimeOffset? deadline, TimeProvider clock)
    {
        _clock = clock;
        _left = deadline - clock.GetUtcNow() is { } left && left < Longest ? left : null;
        _aborted = _left is { } rest ? new CancellationTokenSource(AtLeastNothing(rest - Warning), clock) : new CancellationTokenSource();
    }

    public CancellationToken Aborted => _aborted.Token;

    /// <summary>Waits for work that belongs to the event.</summary>
    /// <returns>Whether it ended; where it did not, it goes on and nobody waits for it.</returns>
    public async Task<bool> WaitAsync(Task work)
    {
        try
        {
            await (_left is { } rest ? work.WaitAsync(AtLeastNothing(rest - LastMoment), _clock) : work).ConfigureAwait(false);
        }
        catch (Exception) when (work.IsCompleted)
        {
            // How it ended is for whoever asks the task itself.
        }
        catch (TimeoutException)
        {
            // Nobody is left to hear how it ends.
            _ = work.ContinueWith(static late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            return false;
        }

        return true;
    }

    /// <summary>Its token stays usable: work that was given up may still hold it.</summary>
    public void Dispose()
    {
        if (_left is null)
        {
            _aborted.Dispose();
        }
        else
        {
            // Ends the timer, or a frozen process would find it due when it thaws.
            _aborted.CancelAfter(Timeout.InfiniteTimeSpan);
        }
    }

    private static TimeSpan AtLeastNothing(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;
}
