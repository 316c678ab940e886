namespace WeChatMini.Sdk.Sessions;

/// <summary>Everything that a login writes, as one.</summary>
public sealed class SessionCreation
{
    /// <summary>Gets the session to add. Its token's hash is new.</summary>
    public required SessionRecord Session { get; init; }

    /// <summary>Gets the session_key to put into the user's slot by the rule of <see cref="SessionKeySlot.Merge"/>.</summary>
    public required SealedSessionKey Key { get; init; }

    /// <summary>Gets until when the key that is replaced may be tried.</summary>
    public required DateTimeOffset PreviousKeyUntil { get; init; }

    /// <summary>Gets how many live sessions the user may have afterwards, at least 1. The new one stays; the oldest others go.</summary>
    public required int MaxSessions { get; init; }

    /// <summary>Gets the time of the login.</summary>
    public required DateTimeOffset Now { get; init; }
}
