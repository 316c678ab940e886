using WeChatMini.Sdk.Push.Wire;

namespace WeChatMini.Sdk.Push.Events;

/// <summary>A user opened customer service.</summary>
/// <remarks>WeChat's <c>Event</c> is <c>user_enter_tempsession</c>.</remarks>
public sealed class EnterTempSessionEvent : PushMessage
{
    internal EnterTempSessionEvent(PushDocument document)
        : base(document)
    {
    }

    /// <summary>Gets what the button's session-from carried; null when it was not sent.</summary>
    public string? SessionFrom => Document.GetText("SessionFrom");
}
