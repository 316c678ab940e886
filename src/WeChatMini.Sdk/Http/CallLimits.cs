namespace WeChatMini.Sdk.Http;

/// <summary>
/// Ends calls that take too long, or whose caller leaves. A source that did not have to serves the next call, too: with its timer it is
/// the largest piece that a call of ours would allocate.
/// </summary>
internal sealed class CallLimits(TimeProvider clock)
{
    private CancellationTokenSource? _spare;

    /// <summary>Begins the time of a call; disposing of it ends it.</summary>
    /// <param name="time">How long the call may take.</param>
    /// <param name="caller">The caller's own token.</param>
    public CallLimit Begin(TimeSpan time, CancellationToken caller)
    {
        CancellationTokenSource source;
        if (clock == TimeProvider.System)
        {
            source = Interlocked.Exchange(ref _spare, null) ?? new CancellationTokenSource();
            source.CancelAfter(time);
        }
        else
        {
            source = new CancellationTokenSource(time, clock);
        }

        return new CallLimit(this, source, caller.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), source));
    }

    /// <summary>Takes a source back that nobody uses any more.</summary>
    public void End(CancellationTokenSource source)
    {
        // Resetting also drops whatever somebody registered and forgot, so that it cannot hear of the next call's end.
        if (clock != TimeProvider.System || !source.TryReset() || Interlocked.CompareExchange(ref _spare, source, null) is not null)
        {
            source.Dispose();
        }
    }
}
