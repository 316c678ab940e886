using WeChatMini.Sdk.Push.Wire;

namespace WeChatMini.Sdk.Push.Events;

/// <summary>An order of the B2B assistant was paid. Its fields are in the document.</summary>
/// <remarks>WeChat's <c>Event</c> is <c>retail_pay_notify</c>.</remarks>
public sealed class RetailPaidEvent : PushMessage
{
    internal RetailPaidEvent(PushDocument document)
        : base(document)
    {
    }
}
