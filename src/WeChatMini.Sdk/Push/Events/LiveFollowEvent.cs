using WeChatMini.Sdk.Push.Wire;

namespace WeChatMini.Sdk.Push.Events;

/// <summary>A user follows the live room. Its fields are in <c>FollowNotify</c> of the document.</summary>
/// <remarks>WeChat's <c>Event</c> is <c>wxalive_follow_notify</c>.</remarks>
public sealed class LiveFollowEvent : PushMessage
{
    internal LiveFollowEvent(PushDocument document)
        : base(document)
    {
    }
}
