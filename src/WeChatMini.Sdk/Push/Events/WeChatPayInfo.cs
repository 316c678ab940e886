namespace WeChatMini.Sdk.Push.Events;

/// <summary>The WeChat Pay side of a virtual payment.</summary>
public sealed class WeChatPayInfo
{
    private readonly PushElement _part;

    internal WeChatPayInfo(PushElement part) => _part = part;

    /// <summary>Gets the merchant's order number; null when it was not sent.</summary>
    public string? MerchantOrderNumber => _part.GetText("MchOrderNo");

    /// <summary>Gets WeChat Pay's order number; null when it was not sent.</summary>
    public string? TransactionId => _part.GetText("TransactionId");

    /// <summary>Gets when it was paid, UTC; null when it was not sent.</summary>
    public DateTimeOffset? PaidAt => _part.GetTime("PaidTime");
}
