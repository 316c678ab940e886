using WeChatMini.Sdk.Push.Wire;

namespace WeChatMini.Sdk.Push.Events;

/// <summary>The application for an API of user data was reviewed.</summary>
/// <remarks>WeChat's <c>Event</c> is <c>wxa_privacy_apply</c>.</remarks>
public sealed class PrivacyApiReviewEvent : PushMessage
{
    internal PrivacyApiReviewEvent(PushDocument document)
        : base(document)
    {
    }

    /// <summary>Gets the API; null when it was not sent.</summary>
    public string? ApiName => Document.GetText("api_name");

    /// <summary>Gets the review; null when it was not sent.</summary>
    public string? ReviewId => Document.GetText("audit_id");

    /// <summary>Gets its state; null when it was not sent.</summary>
    public long? Status => Document.GetNumber("status");

    /// <summary>Gets when it was applied for, UTC; null when it was not sent.</summary>
    public DateTimeOffset? AppliedAt => Document.GetTime("apply_time");

    /// <summary>Gets when it was reviewed, UTC; null when it was not sent.</summary>
    public DateTimeOffset? ReviewedAt => Document.GetTime("audit_time");

    /// <summary>Gets why it was refused; null when it was not sent.</summary>
    public string? Reason => Document.GetText("reason");

    /// <summary>Gets the result in words; null when it was not sent.</summary>
    public string? ResultInfo => Document.GetText("result_info");
}
