using WeChatMini.Sdk.Push.Wire;

namespace WeChatMini.Sdk.Push.Events;

/// <summary>A version passed review. Sent to third-party platforms.</summary>
/// <remarks>WeChat's <c>Event</c> is <c>weapp_audit_success</c>.</remarks>
public sealed class ReviewPassedEvent : PushMessage
{
    internal ReviewPassedEvent(PushDocument document)
        : base(document)
    {
    }

    /// <summary>Gets when, UTC; null when it was not sent.</summary>
    public DateTimeOffset? PassedAt => Document.GetTime("SuccTime");
}
