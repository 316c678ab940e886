using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Storage.Documents;

/// <summary>All that a user has, with what each operation does to it. Nothing but <see cref="Create"/> brings a session into being.</summary>
internal sealed class UserDocument
{
    public List<SessionRecord> Sessions { get; } = [];

    public SessionKeySlot? Key { get; set; }

    /// <summary>Differs with every write, so that a writer who did not hear the answer recognises its own.</summary>
    public long Stamp { get; set; }

    /// <summary>The latest absolute end of any session that was ever in it.</summary>
    public DateTimeOffset EndsAt { get; set; } = DateTimeOffset.UnixEpoch;

    /// <summary>When the session that ends first does, or the Unix epoch when there is none.</summary>
    public DateTimeOffset PurgeAt => Sessions.Count == 0 ? DateTimeOffset.UnixEpoch : Sessions.Min(EndOf);

    public void Create(SessionCreation creation)
    {
        // A client that repeats a write which had succeeded must not add the session twice.
        Sessions.RemoveAll(session => !session.IsLive(creation.Now) || session.Token == creation.Session.Token);
        while (Sessions.Count >= creation.MaxSessions)
        {
            Sessions.Remove(Sessions.MinBy(session => session.CreatedAt)!);
        }

        Sessions.Add(creation.Session);
        EndsAt = creation.Session.ExpiresAt > EndsAt ? creation.Session.ExpiresAt : EndsAt;
        Key = SessionKeySlot.Merge(Key, creation.Key, creation.PreviousKeyUntil);
    }

    /// <returns>The live session that the token answers, or null.</returns>
    public SessionRecord? Find(TokenHash token, DateTimeOffset now) => Sessions.Find(session => session.Answers(token, now) && session.IsLive(now));

    public void Replace(SessionRecord session, SessionRecord successor) => Sessions[Sessions.IndexOf(session)] = successor;

    public bool PutKey(SealedSessionKey key, DateTimeOffset previousKeyUntil)
    {
        if (Key is not { } slot || SessionKeySlot.Merge(slot, key, previousKeyUntil) is var merged && merged == slot)
        {
            return false;
        }

        Key = merged;
        return true;
    }

    /// <returns>How many ended sessions were removed.</returns>
    public int RemoveEnded(DateTimeOffset now, int most)
    {
        var ended = Sessions.Where(session => !session.IsLive(now)).Take(most).ToHashSet();
        return Sessions.RemoveAll(ended.Contains);
    }

    private static DateTimeOffset EndOf(SessionRecord session) => session.IdleExpiresAt < session.ExpiresAt ? session.IdleExpiresAt : session.ExpiresAt;
}
