namespace WeChatMini.Sdk.Apis.Tests.Core;

/// <summary>A clock that is a minute late, to the second.</summary>
internal sealed class LateClock(TimeProvider right) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeSeconds(right.GetUtcNow().ToUnixTimeSeconds() - 60);

    public override long GetTimestamp() => right.GetTimestamp();

    public override long TimestampFrequency => right.TimestampFrequency;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => right.CreateTimer(callback, state, dueTime, period);
}
