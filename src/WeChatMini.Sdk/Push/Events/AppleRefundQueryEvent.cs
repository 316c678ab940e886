using WeChatMini.Sdk.Push.Wire;

namespace WeChatMini.Sdk.Push.Events;

/// <summary>Apple asks whether to refund. Answer within 3 seconds by <see cref="PushReply.RefundDecision"/>.</summary>
/// <remarks>WeChat's <c>Event</c> is <c>xpay_subscribe_ios_refund_query_notify</c>.</remarks>
public sealed class AppleRefundQueryEvent : PushMessage
{
    internal AppleRefundQueryEvent(PushDocument document)
        : base(document)
    {
    }

    /// <summary>Gets when the refund was asked for, UTC; null when it was not sent.</summary>
    public DateTimeOffset? RefundAt => Document.GetTime("refund_time");

    /// <summary>Gets when it was bought, UTC; null when it was not sent.</summary>
    public DateTimeOffset? OrderedAt => Document.GetTime("order_time");

    /// <summary>Gets Apple's order; null when it was not sent.</summary>
    public string? ChannelBill => Document.GetText("channel_bill");

    /// <summary>Gets the app; null when it was not sent.</summary>
    public string? BundleId => Document.GetText("bundleid");

    /// <summary>Gets the product; null when it was not sent.</summary>
    public string? ProductId => Document.GetText("product_id");

    /// <summary>Gets how many; null when it was not sent.</summary>
    public long? Quantity => Document.GetNumber("p_count");

    /// <summary>Gets why; null when it was not sent.</summary>
    public string? Reason => Document.GetText("refund_request_reason");

    /// <summary>Gets whether it was delivered; null when it was not sent.</summary>
    public long? DeliveryStatus => Document.GetNumber("provide_status");

    /// <summary>Gets the order; null when it was not sent.</summary>
    public string? PayOrderId => Document.GetText("pay_order_id");
}
