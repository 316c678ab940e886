namespace WeChatMini.Sdk.Apps;

internal static class Clock
{
    /// <summary>Now, in whole milliseconds: what every store can keep, so that all agree on every boundary.</summary>
    public static DateTimeOffset Now(this MiniApp app)
    {
        var ticks = app.Clock.GetUtcNow().UtcTicks;
        return new DateTimeOffset(ticks - (ticks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
    }
}
