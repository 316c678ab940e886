using WeChatMini.Sdk.Push.Wire;

namespace WeChatMini.Sdk.Push.Events;

/// <summary>A version failed review. Sent to third-party platforms.</summary>
/// <remarks>WeChat's <c>Event</c> is <c>weapp_audit_fail</c>.</remarks>
public sealed class ReviewFailedEvent : PushMessage
{
    internal ReviewFailedEvent(PushDocument document)
        : base(document)
    {
    }

    /// <summary>Gets when, UTC; null when it was not sent.</summary>
    public DateTimeOffset? FailedAt => Document.GetTime("FailTime");

    /// <summary>Gets why; null when it was not sent.</summary>
    public string? Reason => Document.GetText("Reason");

    /// <summary>Gets media ids of screenshots, joined by <c>|</c>; null when it was not sent.</summary>
    public string? ScreenshotMediaIds => Document.GetText("ScreenShot");
}
