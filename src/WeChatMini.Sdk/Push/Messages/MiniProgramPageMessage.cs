using WeChatMini.Sdk.Push.Wire;

namespace WeChatMini.Sdk.Push.Messages;

/// <summary>A user sent a page of the mini-program to customer service.</summary>
/// <remarks>WeChat's <c>MsgType</c> is <c>miniprogrampage</c>.</remarks>
public sealed class MiniProgramPageMessage : PushMessage
{
    internal MiniProgramPageMessage(PushDocument document)
        : base(document)
    {
    }

    /// <summary>Gets the page's title; null when it was not sent.</summary>
    public string? Title => Document.GetText("Title");

    /// <summary>Gets the mini-program's AppID; null when it was not sent.</summary>
    public string? AppId => Document.GetText("AppId");

    /// <summary>Gets the page with its query; null when it was not sent.</summary>
    public string? PagePath => Document.GetText("PagePath");

    /// <summary>Gets the cover's address; null when it was not sent.</summary>
    public string? ThumbnailUrl => Document.GetText("ThumbUrl");

    /// <summary>Gets the id to download the cover by; null when it was not sent.</summary>
    public string? ThumbnailMediaId => Document.GetText("ThumbMediaId");
}
