using WeChatMini.Sdk.Push.Wire;

namespace WeChatMini.Sdk.Push.Events;

/// <summary>A complaint moved on. Its fields are in <c>BussiCallBackInfo</c> of the document.</summary>
/// <remarks>WeChat's <c>Event</c> is <c>complaint_callback</c>.</remarks>
public sealed class ComplaintEvent : PushMessage
{
    internal ComplaintEvent(PushDocument document)
        : base(document)
    {
    }
}
