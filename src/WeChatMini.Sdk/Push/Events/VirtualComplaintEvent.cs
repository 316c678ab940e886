using WeChatMini.Sdk.Push.Wire;

namespace WeChatMini.Sdk.Push.Events;

/// <summary>A user complained about a virtual payment.</summary>
/// <remarks>WeChat's <c>Event</c> is <c>xpay_complaint_notify</c>.</remarks>
public sealed class VirtualComplaintEvent : PushMessage
{
    internal VirtualComplaintEvent(PushDocument document)
        : base(document)
    {
    }

    /// <summary>Gets the user's openid; null when it was not sent.</summary>
    public string? OpenId => Document.GetText("OpenId");

    /// <summary>Gets WeChat's order number; null when it was not sent.</summary>
    public string? WeChatOrderId => Document.GetText("WxOrderId");

    /// <summary>Gets the merchant's order number; null when it was not sent.</summary>
    public string? MerchantOrderId => Document.GetText("MchOrderId");

    /// <summary>Gets WeChat Pay's order number; null when it was not sent.</summary>
    public string? TransactionId => Document.GetText("TransactionId");

    /// <summary>Gets the complaint; null when it was not sent.</summary>
    public string? ComplaintId => Document.GetText("ComplaintId");

    /// <summary>Gets what the user says; null when it was not sent.</summary>
    public string? Detail => Document.GetText("ComplaintDetail");

    /// <summary>Gets when, UTC; null when it was not sent.</summary>
    public DateTimeOffset? ComplainedAt => Document.GetTime("ComplaintTime");

    /// <summary>Gets how often it was sent again; null when it was not sent.</summary>
    public long? RetryCount => Document.GetNumber("RetryTimes");

    /// <summary>Gets WeChat's id of this call; null when it was not sent.</summary>
    public string? RequestId => Document.GetText("RequestId");
}
