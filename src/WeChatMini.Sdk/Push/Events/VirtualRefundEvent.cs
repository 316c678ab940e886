using WeChatMini.Sdk.Push.Wire;

namespace WeChatMini.Sdk.Push.Events;

/// <summary>A refund of a virtual payment is done.</summary>
/// <remarks>WeChat's <c>Event</c> is <c>xpay_refund_notify</c>.</remarks>
public sealed class VirtualRefundEvent : PushMessage
{
    internal VirtualRefundEvent(PushDocument document)
        : base(document)
    {
    }

    /// <summary>Gets the user's openid; null when it was not sent.</summary>
    public string? OpenId => Document.GetText("OpenId");

    /// <summary>Gets WeChat's refund number; null when it was not sent.</summary>
    public string? WeChatRefundId => Document.GetText("WxRefundId");

    /// <summary>Gets the merchant's refund number; null when it was not sent.</summary>
    public string? MerchantRefundId => Document.GetText("MchRefundId");

    /// <summary>Gets WeChat's order number; null when it was not sent.</summary>
    public string? WeChatOrderId => Document.GetText("WxOrderId");

    /// <summary>Gets the merchant's order number; null when it was not sent.</summary>
    public string? MerchantOrderId => Document.GetText("MchOrderId");

    /// <summary>Gets the amount in fen; null when it was not sent.</summary>
    public long? RefundFee => Document.GetNumber("RefundFee");

    /// <summary>Gets 0 when it succeeded; null when it was not sent.</summary>
    public long? Outcome => Document.GetNumber("RetCode");

    /// <summary>Gets the outcome in words; null when it was not sent.</summary>
    public string? OutcomeMessage => Document.GetText("RetMsg");

    /// <summary>Gets when it began, UTC; null when it was not sent.</summary>
    public DateTimeOffset? StartedAt => Document.GetTime("RefundStartTimestamp");

    /// <summary>Gets when it succeeded, UTC; null when it was not sent.</summary>
    public DateTimeOffset? SucceededAt => Document.GetTime("RefundSuccTimestamp");

    /// <summary>Gets WeChat Pay's refund number; null when it was not sent.</summary>
    public string? RefundTransactionId => Document.GetText("WxpayRefundTransactionId");

    /// <summary>Gets how often it was sent again; null when it was not sent.</summary>
    public long? RetryCount => Document.GetNumber("RetryTimes");

    /// <summary>Gets the group purchase, if it was one; null when there is none.</summary>
    public VirtualTeam? Team => Part("TeamInfo", static part => new VirtualTeam(part));
}
