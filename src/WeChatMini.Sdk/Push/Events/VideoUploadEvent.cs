using WeChatMini.Sdk.Push.Wire;

namespace WeChatMini.Sdk.Push.Events;

/// <summary>A video was uploaded.</summary>
/// <remarks>WeChat's <c>Event</c> is <c>secvod_upload_event</c>.</remarks>
public sealed class VideoUploadEvent : PushMessage
{
    internal VideoUploadEvent(PushDocument document)
        : base(document)
    {
    }

    /// <summary>Gets the medium; null when it was not sent.</summary>
    public long? MediaId => Document.Find("upload_event")?.GetNumber("media_id");

    /// <summary>Gets what the upload carried; null when it was not sent.</summary>
    public string? SourceContext => Document.Find("upload_event")?.GetText("source_context");

    /// <summary>Gets 0, or why it failed; null when it was not sent.</summary>
    public long? ErrorNumber => Document.Find("upload_event")?.GetNumber("errcode");

    /// <summary>Gets the failure in words; null when it was not sent.</summary>
    public string? ErrorMessage => Document.Find("upload_event")?.GetText("errmsg");
}
