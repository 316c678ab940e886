using WeChatMini.Sdk.Push.Wire;

namespace WeChatMini.Sdk.Push.Events;

/// <summary>A refund of the B2B assistant is done. Its fields are in the document.</summary>
/// <remarks>WeChat's <c>Event</c> is <c>retail_refund_notify</c>.</remarks>
public sealed class RetailRefundedEvent : PushMessage
{
    internal RetailRefundedEvent(PushDocument document)
        : base(document)
    {
    }
}
