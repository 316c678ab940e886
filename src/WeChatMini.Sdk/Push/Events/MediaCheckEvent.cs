using WeChatMini.Sdk.Push.Wire;

namespace WeChatMini.Sdk.Push.Events;

/// <summary>A content check of a medium is done, at most 30 minutes after it was asked for. The old version 1 has other fields: see the document.</summary>
/// <remarks>WeChat's <c>Event</c> is <c>wxa_media_check</c>.</remarks>
public sealed class MediaCheckEvent : PushMessage
{
    internal MediaCheckEvent(PushDocument document)
        : base(document)
    {
    }

    /// <summary>Gets the mini-program's AppID; null when it was not sent.</summary>
    public string? AppId => Document.GetText("appid");

    /// <summary>Gets the id that the check was given; null when it was not sent.</summary>
    public string? TraceId => Document.GetText("trace_id");

    /// <summary>Gets 2; absent in the old version; null when it was not sent.</summary>
    public long? Version => Document.GetNumber("version");

    /// <summary>Gets 0, or -1008 when the medium could not be downloaded; null when it was not sent.</summary>
    public long? ErrorNumber => Document.GetNumber("errcode");

    /// <summary>Gets the error in words; null when it was not sent.</summary>
    public string? ErrorMessage => Document.GetText("errmsg");

    /// <summary>Gets the verdict; null when there is none.</summary>
    public MediaCheckResult? Result => Part("result", static part => new MediaCheckResult(part));

    /// <summary>Gets the strategies; empty when there are none.</summary>
    public IReadOnlyList<MediaCheckDetail> Details => List("", "detail", static part => new MediaCheckDetail(part));
}
