using WeChatMini.Sdk.Push.Wire;

namespace WeChatMini.Sdk.Push.Events;

/// <summary>A message of the live room was sent. Its fields are in <c>PushMessageApiNotify</c> of the document.</summary>
/// <remarks>WeChat's <c>Event</c> is <c>wxalive_push_message_notify</c>.</remarks>
public sealed class LiveMessageEvent : PushMessage
{
    internal LiveMessageEvent(PushDocument document)
        : base(document)
    {
    }
}
