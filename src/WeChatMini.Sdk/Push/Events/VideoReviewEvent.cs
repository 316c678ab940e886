using WeChatMini.Sdk.Push.Wire;

namespace WeChatMini.Sdk.Push.Events;

/// <summary>A video was reviewed. Its fields are in the document.</summary>
/// <remarks>WeChat's <c>Event</c> is <c>secvod_audit_event</c>.</remarks>
public sealed class VideoReviewEvent : PushMessage
{
    internal VideoReviewEvent(PushDocument document)
        : base(document)
    {
    }
}
