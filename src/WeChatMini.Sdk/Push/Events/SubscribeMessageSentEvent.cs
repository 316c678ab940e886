using WeChatMini.Sdk.Push.Wire;

namespace WeChatMini.Sdk.Push.Events;

/// <summary>Subscribe messages were delivered, or not.</summary>
/// <remarks>WeChat's <c>Event</c> is <c>subscribe_msg_sent_event</c>.</remarks>
public sealed class SubscribeMessageSentEvent : PushMessage
{
    internal SubscribeMessageSentEvent(PushDocument document)
        : base(document)
    {
    }

    /// <summary>Gets what became of each; empty when there are none.</summary>
    public IReadOnlyList<SubscribeSending> Sendings => List("SubscribeMsgSentEvent", "List", static part => new SubscribeSending(part));
}
