using System.Collections.Concurrent;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.UserData;

/// <summary>
/// How many failures a session_key may bring: 5 a minute and 20 in all, then none of the user's data is opened until a login brings
/// another key. Counted by key and not by session, so that several devices, or a rotated token, are no way around it.
/// </summary>
internal sealed class FailureBudget
{
    private const int PerMinute = 5;
    private const int PerKey = 20;
    private const int Capacity = 10_000;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<UserHandle, Count> _counts = new();

    /// <summary>Whether an attempt may be made.</summary>
    /// <param name="user">Whose data it is.</param>
    /// <param name="key">When the key was obtained, which tells it from the one before.</param>
    /// <param name="now">The time.</param>
    public bool Allows(UserHandle user, DateTimeOffset key, DateTimeOffset now)
    {
        if (!_counts.TryGetValue(user, out var count))
        {
            return true;
        }

        lock (count)
        {
            return key > count.Key || (count.Total < PerKey && (count.InMinute < PerMinute || IsOver(count, now)));
        }
    }

    /// <summary>Counts a failure.</summary>
    public void Charge(UserHandle user, DateTimeOffset key, DateTimeOffset now)
    {
        var count = _counts.GetOrAdd(user, static _ => new Count());
        lock (count)
        {
            if (key > count.Key)
            {
                (count.Key, count.Total, count.InMinute) = (key, 0, 0);
            }

            if (count.InMinute == 0 || IsOver(count, now))
            {
                (count.MinuteFrom, count.InMinute) = (now, 0);
            }

            count.Total++;
            count.InMinute++;
        }

        if (_counts.Count > Capacity)
        {
            Evict(user);
        }
    }

    /// <summary>Also when a clock that was wrong is set back.</summary>
    private static bool IsOver(Count count, DateTimeOffset now) => now - count.MinuteFrom >= Minute || now < count.MinuteFrom;

    /// <summary>Forgets the sixteenth that failed longest ago.</summary>
    private void Evict(UserHandle keep)
    {
        foreach (var (user, _) in _counts.ToArray().Where(entry => entry.Key != keep).OrderBy(entry => entry.Value.MinuteFrom).Take(Capacity / 16))
        {
            _counts.TryRemove(user, out _);
        }
    }

    private sealed class Count
    {
        public DateTimeOffset Key { get; set; }

        public int Total { get; set; }

        public int InMinute { get; set; }

        public DateTimeOffset MinuteFrom { get; set; }
    }
}
