using WeChatMini.Sdk.Push.Wire;

namespace WeChatMini.Sdk.Push.Messages;

/// <summary>A user sent a picture to customer service.</summary>
/// <remarks>WeChat's <c>MsgType</c> is <c>image</c>.</remarks>
public sealed class ImageMessage : PushMessage
{
    internal ImageMessage(PushDocument document)
        : base(document)
    {
    }

    /// <summary>Gets the picture's address; null when it was not sent.</summary>
    public string? PictureUrl => Document.GetText("PicUrl");

    /// <summary>Gets the id to download it by, for 3 days; null when it was not sent.</summary>
    public string? MediaId => Document.GetText("MediaId");
}
