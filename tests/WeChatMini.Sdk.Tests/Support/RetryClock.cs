using Microsoft.Extensions.Time.Testing;

namespace WeChatMini.Sdk.Tests.Support;

/// <summary>A clock that only the test moves, but for the pause between two attempts, which passes as soon as somebody waits for it.</summary>
internal sealed class RetryClock(DateTimeOffset now) : FakeTimeProvider(now)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(900);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime >= Shortest && dueTime <= Longest)
        {
            // Elsewhere, so that whoever made the timer has it in hands before it fires.
            _ = Task.Run(() => Advance(dueTime));
        }

        return timer;
    }
}
