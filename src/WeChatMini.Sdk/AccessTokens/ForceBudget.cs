using WeChatMini.Sdk.Errors;

namespace WeChatMini.Sdk.AccessTokens;

/// <summary>WeChat's own limit of forced refreshes: 20 a day, 30 seconds apart. Beyond it WeChat would ignore the call and count it.</summary>
internal sealed class ForceBudget(TimeProvider clock)
{
    private const int PerDay = 20;

    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly Queue<DateTimeOffset> _uses = new();

    public void Take()
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            while (_uses.TryPeek(out var first) && now - first >= TimeSpan.FromDays(1))
            {
                _uses.Dequeue();
            }

            var wait = _uses.Count == 0 ? TimeSpan.Zero
                : _uses.Count >= PerDay ? _uses.Peek().AddDays(1) - now
                : _uses.Last() + Apart - now;
            if (wait > TimeSpan.Zero)
            {
                throw new WeChatException(WeChatErrorKind.SlowDown, $"Forced refreshes of the access token are limited to {PerDay} a day, {Apart.TotalSeconds:0} seconds apart.") { RetryAfter = wait };
            }

            _uses.Enqueue(now);
        }
    }
}
