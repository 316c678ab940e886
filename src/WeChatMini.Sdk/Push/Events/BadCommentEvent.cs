using WeChatMini.Sdk.Push.Wire;

namespace WeChatMini.Sdk.Push.Events;

/// <summary>A user left a bad review.</summary>
/// <remarks>WeChat's <c>Event</c> is <c>wxa_comment_bad_score</c>.</remarks>
public sealed class BadCommentEvent : PushMessage
{
    internal BadCommentEvent(PushDocument document)
        : base(document)
    {
    }

    /// <summary>Gets the review; null when it was not sent.</summary>
    public string? CommentId => Document.Find("result")?.GetText("comment_id");
}
