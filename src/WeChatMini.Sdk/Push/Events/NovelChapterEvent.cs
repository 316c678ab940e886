using WeChatMini.Sdk.Push.Wire;

namespace WeChatMini.Sdk.Push.Events;

/// <summary>WeChat asks whether a user may read a chapter; answer by <see cref="PushReply.Result"/>.</summary>
/// <remarks>WeChat's <c>Event</c> is <c>wxa_novel_chapter_permission</c>.</remarks>
public sealed class NovelChapterEvent : PushMessage
{
    internal NovelChapterEvent(PushDocument document)
        : base(document)
    {
    }

    /// <summary>Gets the book; null when it was not sent.</summary>
    public string? BookId => Document.GetText("BookId");

    /// <summary>Gets the chapter's place; null when it was not sent.</summary>
    public long? ChapterIndex => Document.GetNumber("ChapterIndex");

    /// <summary>Gets the chapter; null when it was not sent.</summary>
    public string? ChapterId => Document.GetText("ChapterId");

    /// <summary>Gets what the application passed along; null when it was not sent.</summary>
    public string? CustomParameters => Document.GetText("CustomServerParams");

    /// <summary>Gets where the reader comes from; null when it was not sent.</summary>
    public long? Source => Document.GetNumber("Source");
}
