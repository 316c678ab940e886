namespace WeChatMini.Sdk.Sessions;

/// <summary>The use of a session, to be written down.</summary>
/// <param name="now">When it was used.</param>
/// <param name="idleExpiresAt">When it ends unless it is used again; a store never moves the end backwards or past the absolute end.</param>
public readonly struct SessionTouch(DateTimeOffset now, DateTimeOffset idleExpiresAt)
{
    /// <summary>Gets when the session was used.</summary>
    public DateTimeOffset Now { get; } = now;

    /// <summary>Gets when it ends unless it is used again.</summary>
    public DateTimeOffset IdleExpiresAt { get; } = idleExpiresAt;
}
