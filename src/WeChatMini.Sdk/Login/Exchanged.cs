namespace WeChatMini.Sdk.Login;

/// <summary>What an exchange brought, session_key included: stays inside the library and prints nothing.</summary>
internal sealed class Exchanged(MiniIdentity identity, string sessionKey, DateTimeOffset sentAt)
{
    /// <summary>
    /// A login that the platform vouches for brings no session_key. An empty one from the beginning of time takes the place of none
    /// and gives way to every real one.
    /// </summary>
    public static Exchanged WithoutKey(MiniIdentity identity) => new(identity, "", DateTimeOffset.UnixEpoch);

    public MiniIdentity Identity { get; } = identity;

    public string SessionKey { get; } = sessionKey;

    /// <summary>When the request was sent: orders the keys of concurrent logins.</summary>
    public DateTimeOffset SentAt { get; } = sentAt;
}
