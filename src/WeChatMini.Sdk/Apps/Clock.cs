namespace WeChatMini.Sdk.Apps;

internal static class Clock
{
    /// <summary>Now, in whole milliseconds: what every store can keep, so that all agree on every boundary.</summary>
    public static DateTimeOffset Now(this MiniApp app) => app.Clock.Now();

    /// <inheritdoc cref="Now(MiniApp)"/>
    public static DateTimeOffset Now(this TimeProvider clock)
    {
        var ticks = clock.GetUtcNow().UtcTicks;
        return new DateTimeOffset(ticks - (ticks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
    }
}
