namespace TokenWorker;

/// <summary>The system's clock, some time ahead; timers follow the real time.</summary>
internal sealed class WorkerClock(TimeSpan ahead) : TimeProvider
{
    private long _aheadTicks = ahead.Ticks;

    public void Advance(TimeSpan by) => Interlocked.Add(ref _aheadTicks, by.Ticks);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _aheadTicks));
}
