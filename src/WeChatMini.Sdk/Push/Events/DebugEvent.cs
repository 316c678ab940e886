using WeChatMini.Sdk.Push.Wire;

namespace WeChatMini.Sdk.Push.Events;

/// <summary>The console's Debug button was pressed.</summary>
/// <remarks>WeChat's <c>Event</c> is <c>debug_demo</c>.</remarks>
public sealed class DebugEvent : PushMessage
{
    internal DebugEvent(PushDocument document)
        : base(document)
    {
    }

    /// <summary>Gets what the console sent; null when it was not sent.</summary>
    public string? Text => Document.GetText("debug_str");
}
