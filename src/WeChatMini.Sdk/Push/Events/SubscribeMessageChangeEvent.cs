using WeChatMini.Sdk.Push.Wire;

namespace WeChatMini.Sdk.Push.Events;

/// <summary>A user changed subscriptions in the settings.</summary>
/// <remarks>WeChat's <c>Event</c> is <c>subscribe_msg_change_event</c>.</remarks>
public sealed class SubscribeMessageChangeEvent : PushMessage
{
    internal SubscribeMessageChangeEvent(PushDocument document)
        : base(document)
    {
    }

    /// <summary>Gets the choices, one per template; empty when there are none.</summary>
    public IReadOnlyList<SubscribeChoice> Choices => List("SubscribeMsgChangeEvent", "List", static part => new SubscribeChoice(part));
}
