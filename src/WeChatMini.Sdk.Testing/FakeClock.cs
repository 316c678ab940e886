using Microsoft.Extensions.Time.Testing;

namespace WeChatMini.Sdk.Testing;

/// <summary>The clock of a <see cref="FakeWeChat"/>: it starts at the real time and stands still until <see cref="Advance"/> moves it.</summary>
/// <remarks>
/// Timers made on it fire while it is moved. With <see cref="FakeWeChatOptions.ClockRuns"/> it also runs by itself; timers then
/// follow the real time only.
/// </remarks>
public sealed class FakeClock : TimeProvider
{
    private readonly FakeTimeProvider? _standing;
    private long _aheadTicks;

    internal FakeClock(bool runs) => _standing = runs ? null : new FakeTimeProvider(System.GetUtcNow());

    /// <summary>Gets the ticks per second of <see cref="GetTimestamp"/>.</summary>
    public override long TimestampFrequency => _standing?.TimestampFrequency ?? System.TimestampFrequency;

    /// <summary>Moves the clock forward; timers that come due fire before this returns.</summary>
    /// <param name="by">How far, zero or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="by"/> is negative.</exception>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        if (_standing is null)
        {
            Interlocked.Add(ref _aheadTicks, by.Ticks);
        }
        else
        {
            _standing.Advance(by);
        }
    }

    /// <summary>Tells this clock's time.</summary>
    /// <returns>The time in UTC.</returns>
    public override DateTimeOffset GetUtcNow() => _standing?.GetUtcNow() ?? System.GetUtcNow().AddTicks(Interlocked.Read(ref _aheadTicks));

    /// <summary>Reads the high-frequency counter, which moves with the clock.</summary>
    /// <returns>A count of <see cref="TimestampFrequency"/> ticks.</returns>
    public override long GetTimestamp() =>
        _standing?.GetTimestamp() ?? System.GetTimestamp() + (Interlocked.Read(ref _aheadTicks) * System.TimestampFrequency / TimeSpan.TicksPerSecond);

    /// <summary>Makes a timer on this clock.</summary>
    /// <param name="callback">What it calls.</param>
    /// <param name="state">What it hands to the callback.</param>
    /// <param name="dueTime">When it fires first.</param>
    /// <param name="period">How often it fires then.</param>
    /// <returns>The timer; dispose it to stop it.</returns>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        (_standing ?? System).CreateTimer(callback, state, dueTime, period);
}
