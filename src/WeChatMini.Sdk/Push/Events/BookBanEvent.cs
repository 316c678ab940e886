using WeChatMini.Sdk.Push.Wire;

namespace WeChatMini.Sdk.Push.Events;

/// <summary>A book was banned, or no longer is. Its fields are in the document.</summary>
/// <remarks>WeChat's <c>Event</c> is <c>book_ban_status_change</c>.</remarks>
public sealed class BookBanEvent : PushMessage
{
    internal BookBanEvent(PushDocument document)
        : base(document)
    {
    }
}
