using Microsoft.Extensions.Time.Testing;
using WeChatMini.Sdk.LeakTests.Upstream;

namespace WeChatMini.Sdk.LeakTests.Hosts;

/// <summary>A clock that stands, until something hangs: then time goes by at once, also for whoever begins to wait only afterwards.</summary>
internal sealed class SceneClock() : FakeTimeProvider(Maker.Now)
{
    private static readonly TimeSpan LongerThanAnyLimit = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private bool _hanging;

    /// <summary>Lets the time of everybody who waits run out.</summary>
    public void RunOut() => Advance(LongerThanAnyLimit);

    /// <summary>Hangs until a token is cancelled because time ran out. The caller may begin to count only after this has begun.</summary>
    public async ValueTask HangAsync(CancellationToken cancellationToken)
    {
        var wait = Task.Delay(Timeout.Infinite, cancellationToken);
        Volatile.Write(ref _hanging, true);
        RunOut();
        await wait;
    }

    /// <summary>From here on nobody waits: an application that stops gives what is under way some time, on this clock.</summary>
    public void Release() => Volatile.Write(ref _hanging, true);

    /// <summary>Whoever waited has an answer.</summary>
    public void Settle() => Volatile.Write(ref _hanging, false);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero && dueTime < LongestPause && state is not CancellationTokenSource)
        {
            // A pause between two attempts. A limit that is as short belongs to a source of cancellation.
            ThreadPool.QueueUserWorkItem(static pause => pause.Clock.Advance(pause.Time), (Clock: this, Time: dueTime), preferLocal: false);
        }

        if (Volatile.Read(ref _hanging))
        {
            ThreadPool.QueueUserWorkItem(static clock => clock.RunOut(), this, preferLocal: false);
        }

        return timer;
    }
}
