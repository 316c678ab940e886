namespace WeChatMini.Sdk.Push.Events;

/// <summary>The Apple side of a subscription.</summary>
public sealed class AppleSubscription
{
    private readonly PushElement _part;

    internal AppleSubscription(PushElement part) => _part = part;

    /// <summary>Gets Apple's id of the first transaction; null when it was not sent.</summary>
    public string? OriginalTransactionId => _part.GetText("OriginalTransactionId");

    /// <summary>Gets whether it renews by itself; null when it was not sent.</summary>
    public long? AutoRenewStatus => _part.GetNumber("AutoRenewStatus");

    /// <summary>Gets when it renews; WeChat gives milliseconds, UTC; null when it was not sent.</summary>
    public DateTimeOffset? RenewalAt => _part.GetMilliseconds("RenewalDate");
}
