using WeChatMini.Sdk.Push.Wire;

namespace WeChatMini.Sdk.Push.Events;

/// <summary>A book was reviewed. Its fields are in the document.</summary>
/// <remarks>WeChat's <c>Event</c> is <c>secbook_audit_event</c>.</remarks>
public sealed class BookReviewEvent : PushMessage
{
    internal BookReviewEvent(PushDocument document)
        : base(document)
    {
    }
}
