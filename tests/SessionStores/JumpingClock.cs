namespace SessionStores;

/// <summary>The system's clock, with jumps: what a frozen process sees when it thaws. Time limits still end by themselves.</summary>
internal sealed class JumpingClock : TimeProvider
{
    private TimeSpan _ahead;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _ahead;

    public void Jump(TimeSpan time) => _ahead += time;
}
