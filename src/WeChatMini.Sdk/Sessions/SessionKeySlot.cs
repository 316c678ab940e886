namespace WeChatMini.Sdk.Sessions;

/// <summary>
/// The user's one place for WeChat's session_key, with the key before it. WeChat keeps one valid key per user, so sessions
/// share the slot; data that the client encrypted just before a login may still need the previous key.
/// </summary>
/// <param name="current">The newest key by <see cref="SealedSessionKey.ObtainedAt"/>.</param>
/// <param name="previous">The key that it replaced, or null.</param>
/// <param name="previousUntil">Until when the previous key may be tried, exclusive.</param>
public sealed class SessionKeySlot(SealedSessionKey current, SealedSessionKey? previous = null, DateTimeOffset previousUntil = default)
{
    /// <summary>How long the key that is replaced may still be tried.</summary>
    internal static readonly TimeSpan PreviousKeyLife = TimeSpan.FromMinutes(5);

    /// <summary>Gets the newest key.</summary>
    public SealedSessionKey Current { get; } = current;

    /// <summary>Gets the key that it replaced, or null.</summary>
    public SealedSessionKey? Previous { get; } = previous;

    /// <summary>Gets until when <see cref="Previous"/> may be tried, exclusive.</summary>
    public DateTimeOffset PreviousUntil { get; } = previousUntil;

    /// <summary>Returns the slot after a key arrives: the newer of the two is current, and an older one that comes late changes nothing.</summary>
    /// <param name="slot">The slot as it is, or null when the user has none.</param>
    /// <param name="arriving">The key that arrives.</param>
    /// <param name="previousUntil">Until when the replaced key may be tried.</param>
    public static SessionKeySlot Merge(SessionKeySlot? slot, SealedSessionKey arriving, DateTimeOffset previousUntil)
    {
        ArgumentNullException.ThrowIfNull(arriving);
        if (slot is null)
        {
            return new SessionKeySlot(arriving);
        }

        return arriving.ObtainedAt < slot.Current.ObtainedAt ? slot : new SessionKeySlot(arriving, slot.Current, previousUntil);
    }
}
