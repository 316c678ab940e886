namespace WeChatMini.Sdk.Push.Deduplication;

/// <summary>What this process handled, in bounded memory: 10,000 pushes, the oldest is forgotten first.</summary>
internal sealed class MemoryDeduplication(TimeProvider clock) : IPushDeduplication
{
    public const int Capacity = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Queue<(string Key, Entry Entry)> _order = new();

    public ValueTask<PushClaim> TryBeginAsync(string key, string owner, TimeSpan duration, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            Forget(now);
            if (_entries.TryGetValue(key, out var entry) && entry.EndsAt > now)
            {
                return new(entry.Result is { } result ? PushClaim.Done(result) : PushClaim.InProgress);
            }

            Put(key, new Entry(owner, null, now + duration));
            return new(PushClaim.Mine);
        }
    }

    public ValueTask CompleteAsync(string key, string owner, ReadOnlyMemory<byte> result, TimeSpan life, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            Put(key, new Entry(owner, result, clock.GetUtcNow() + life));
        }

        return default;
    }

    public ValueTask ReleaseAsync(string key, string owner, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_entries.TryGetValue(key, out var entry) && entry.Result is null && entry.Owner == owner)
            {
                _entries.Remove(key);
            }
        }

        return default;
    }

    private void Put(string key, Entry entry)
    {
        _entries[key] = entry;
        _order.Enqueue((key, entry));
    }

    /// <summary>An entry that was replaced or given back is still in the queue, and its place there is all that is dropped.</summary>
    private void Forget(DateTimeOffset now)
    {
        while (_order.TryPeek(out var oldest) && (oldest.Entry.EndsAt <= now || _order.Count >= Capacity || !IsCurrent(oldest.Key, oldest.Entry)))
        {
            _order.Dequeue();
            if (IsCurrent(oldest.Key, oldest.Entry))
            {
                _entries.Remove(oldest.Key);
            }
        }
    }

    private bool IsCurrent(string key, Entry entry) => _entries.TryGetValue(key, out var current) && ReferenceEquals(current, entry);

    private sealed record Entry(string Owner, ReadOnlyMemory<byte>? Result, DateTimeOffset EndsAt);
}
