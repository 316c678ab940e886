using WeChatMini.Sdk.Push.Wire;

namespace WeChatMini.Sdk.Push.Events;

/// <summary>A review takes longer. Sent to third-party platforms.</summary>
/// <remarks>WeChat's <c>Event</c> is <c>weapp_audit_delay</c>.</remarks>
public sealed class ReviewDelayedEvent : PushMessage
{
    internal ReviewDelayedEvent(PushDocument document)
        : base(document)
    {
    }

    /// <summary>Gets when, UTC; null when it was not sent.</summary>
    public DateTimeOffset? DelayedAt => Document.GetTime("DelayTime");

    /// <summary>Gets why; null when it was not sent.</summary>
    public string? Reason => Document.GetText("Reason");
}
