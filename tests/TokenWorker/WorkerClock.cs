using System.Globalization;

namespace TokenWorker;

/// <summary>The system's clock, some time ahead; timers follow the real time.</summary>
/// <param name="ahead">How much.</param>
/// <param name="file">Says how many seconds more, and can say so to a process that is stopped; null when nobody does.</param>
internal sealed class WorkerClock(TimeSpan ahead, string? file) : TimeProvider
{
    private long _aheadTicks = ahead.Ticks;

    public void Advance(TimeSpan by) => Interlocked.Add(ref _aheadTicks, by.Ticks);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _aheadTicks)).AddSeconds(FromFile());

    private double FromFile() => file is not null && File.ReadAllText(file) is { Length: > 0 } seconds ? double.Parse(seconds, CultureInfo.InvariantCulture) : 0;
}
