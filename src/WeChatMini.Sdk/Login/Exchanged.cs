namespace WeChatMini.Sdk.Login;

/// <summary>What an exchange brought, session_key included: stays inside the library and prints nothing.</summary>
internal sealed class Exchanged(MiniIdentity identity, string sessionKey, DateTimeOffset sentAt)
{
    public MiniIdentity Identity { get; } = identity;

    public string SessionKey { get; } = sessionKey;

    /// <summary>When the request was sent: orders the keys of concurrent logins.</summary>
    public DateTimeOffset SentAt { get; } = sentAt;
}
