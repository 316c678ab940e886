using WeChatMini.Sdk.Push.Wire;

namespace WeChatMini.Sdk.Push.Events;

/// <summary>A category was reviewed.</summary>
/// <remarks>WeChat's <c>Event</c> is <c>wxa_category_audit</c>.</remarks>
public sealed class CategoryReviewEvent : PushMessage
{
    internal CategoryReviewEvent(PushDocument document)
        : base(document)
    {
    }

    /// <summary>Gets the first-level category; null when it was not sent.</summary>
    public long? First => Document.GetNumber("first");

    /// <summary>Gets the second-level category; null when it was not sent.</summary>
    public long? Second => Document.GetNumber("second");

    /// <summary>Gets 2 refused, 3 accepted; null when it was not sent.</summary>
    public long? Outcome => Document.GetNumber("ret");

    /// <summary>Gets why it was refused; null when it was not sent.</summary>
    public string? Reason => Document.GetText("reason");
}
