namespace WeChatMini.Sdk.TokenServer;

/// <summary>Counts what happens within a minute that begins with the first of it.</summary>
internal sealed class MinuteCount(TimeProvider clock)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private DateTimeOffset _endsAt;
    private int _count;

    /// <summary>Counts one more.</summary>
    /// <returns>How many there were in this minute, and how long it still lasts.</returns>
    public (int Count, TimeSpan Wait) Next()
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();

            // Also when a clock that was wrong is set back: nobody waits for more than a minute.
            if (now >= _endsAt || _endsAt - now > Minute)
            {
                _endsAt = now + Minute;
                _count = 0;
            }

            return (++_count, _endsAt - now);
        }
    }
}
