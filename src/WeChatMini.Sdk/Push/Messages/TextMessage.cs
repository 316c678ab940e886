using WeChatMini.Sdk.Push.Wire;

namespace WeChatMini.Sdk.Push.Messages;

/// <summary>A user wrote text to customer service.</summary>
/// <remarks>WeChat's <c>MsgType</c> is <c>text</c>.</remarks>
public sealed class TextMessage : PushMessage
{
    internal TextMessage(PushDocument document)
        : base(document)
    {
    }

    /// <summary>Gets the text; null when it was not sent.</summary>
    public string? Content => Document.GetText("Content");
}
