namespace WeChatMini.Benchmarks.Push;

/// <summary>Remembers which pushes were handled, in as much memory as the library takes for it: a dictionary, and a queue to forget by.</summary>
internal sealed class FloorLedger
{
    private const int Capacity = 5_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (DateTimeOffset EndsAt, bool IsDone)> _entries = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    /// <summary>Whether the caller is to handle it.</summary>
    public bool TryBegin(string key)
    {
        lock (_gate)
        {
            var now = DateTimeOffset.UtcNow;
            if (_entries.TryGetValue(key, out var entry) && entry.EndsAt > now)
            {
                return false;
            }

            while (_order.Count >= Capacity)
            {
                _entries.Remove(_order.Dequeue());
            }

            _entries[key] = (now + TimeSpan.FromSeconds(4.8), false);
            _order.Enqueue(key);
            return true;
        }
    }

    public void Complete(string key)
    {
        lock (_gate)
        {
            _entries[key] = (DateTimeOffset.UtcNow + TimeSpan.FromMinutes(15), true);
        }
    }
}
