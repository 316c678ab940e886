using WeChatMini.Sdk.Push.Wire;

namespace WeChatMini.Sdk.Push.Events;

/// <summary>The mini-program's name was reviewed.</summary>
/// <remarks>WeChat's <c>Event</c> is <c>wxa_nickname_audit</c>.</remarks>
public sealed class NicknameReviewEvent : PushMessage
{
    internal NicknameReviewEvent(PushDocument document)
        : base(document)
    {
    }

    /// <summary>Gets the name; null when it was not sent.</summary>
    public string? Nickname => Document.GetText("nickname");

    /// <summary>Gets 2 refused, 3 accepted; null when it was not sent.</summary>
    public long? Outcome => Document.GetNumber("ret");

    /// <summary>Gets why it was refused; null when it was not sent.</summary>
    public string? Reason => Document.GetText("reason");
}
