using WeChatMini.Sdk.Push.Wire;

namespace WeChatMini.Sdk.Push.Events;

/// <summary>A user answered a question about subscribe messages.</summary>
/// <remarks>WeChat's <c>Event</c> is <c>subscribe_msg_popup_event</c>.</remarks>
public sealed class SubscribeMessagePopupEvent : PushMessage
{
    internal SubscribeMessagePopupEvent(PushDocument document)
        : base(document)
    {
    }

    /// <summary>Gets the choices, one per template; empty when there are none.</summary>
    public IReadOnlyList<SubscribeChoice> Choices => List("SubscribeMsgPopupEvent", "List", static part => new SubscribeChoice(part));
}
