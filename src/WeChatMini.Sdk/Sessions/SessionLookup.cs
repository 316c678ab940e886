namespace WeChatMini.Sdk.Sessions;

/// <summary>What a store found at an address, all read at one instant.</summary>
/// <param name="session">The live session, or null.</param>
/// <param name="key">The user's slot, when there is a session.</param>
public readonly struct SessionLookup(SessionRecord? session, SessionKeySlot? key)
{
    /// <summary>Gets the live session, or null when there is none: unknown, ended, expired or revoked.</summary>
    public SessionRecord? Session { get; } = session;

    /// <summary>Gets the user's session_key slot; null without a session.</summary>
    public SessionKeySlot? Key { get; } = key;
}
