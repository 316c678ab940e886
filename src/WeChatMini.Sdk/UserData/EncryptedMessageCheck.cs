namespace WeChatMini.Sdk.UserData;

/// <summary>What WeChat knows of sealed data.</summary>
public sealed class EncryptedMessageCheck
{
    internal EncryptedMessageCheck(bool isGenuine, DateTimeOffset? createdAt)
    {
        IsGenuine = isGenuine;
        CreatedAt = createdAt;
    }

    /// <summary>Gets whether WeChat made it for this mini-program in the last 3 days. WeChat keeps this for phone numbers only.</summary>
    public bool IsGenuine { get; }

    /// <summary>Gets when WeChat made it, UTC; null when it does not know.</summary>
    public DateTimeOffset? CreatedAt { get; }
}
