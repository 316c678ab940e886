namespace WeChatMini.Sdk.Sessions;

/// <summary>One partition of <see cref="MemorySessionStore"/>; every access holds <see cref="Gate"/>.</summary>
internal sealed class MemoryUser
{
    public Lock Gate { get; } = new();

    public List<SessionRecord> Sessions { get; } = [];

    public SessionKeySlot? Key { get; private set; }

    /// <summary>True once the partition has left the store; an operation that still holds it finds it empty.</summary>
    public bool IsRemoved { get; set; }

    public void Create(SessionCreation creation)
    {
        RemoveEnded(creation.Now, int.MaxValue);
        while (Sessions.Count >= creation.MaxSessions)
        {
            Sessions.Remove(Sessions.MinBy(session => session.CreatedAt)!);
        }

        Sessions.Add(creation.Session);
        Key = SessionKeySlot.Merge(Key, creation.Key, creation.PreviousKeyUntil);
    }

    public bool PutKey(SealedSessionKey key, DateTimeOffset previousKeyUntil)
    {
        if (Key is null || SessionKeySlot.Merge(Key, key, previousKeyUntil) is var merged && merged == Key)
        {
            return false;
        }

        Key = merged;
        return true;
    }

    public int IndexOf(TokenHash token, DateTimeOffset now)
    {
        for (var index = 0; index < Sessions.Count; index++)
        {
            if (Sessions[index].Answers(token, now) && Sessions[index].IsLive(now))
            {
                return index;
            }
        }

        return -1;
    }

    public int RemoveEnded(DateTimeOffset now, int most)
    {
        var removed = 0;
        for (var index = Sessions.Count - 1; index >= 0 && removed < most; index--)
        {
            if (!Sessions[index].IsLive(now))
            {
                Sessions.RemoveAt(index);
                removed++;
            }
        }

        return removed;
    }

    /// <summary>When the last session of this user ends.</summary>
    public DateTimeOffset EndsAt(DateTimeOffset now)
    {
        lock (Gate)
        {
            var end = now;
            foreach (var session in Sessions)
            {
                end = session.IdleExpiresAt > end ? session.IdleExpiresAt : end;
            }

            return end;
        }
    }
}
