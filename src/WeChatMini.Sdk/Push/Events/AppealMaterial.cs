namespace WeChatMini.Sdk.Push.Events;

/// <summary>What an appeal was about.</summary>
public sealed class AppealMaterial
{
    private readonly PushElement _part;

    internal AppealMaterial(PushElement part) => _part = part;

    /// <summary>Gets the content; null when it was not sent.</summary>
    public string? Content => _part.GetText("content");

    /// <summary>Gets its address; null when it was not sent.</summary>
    public string? ContentUrl => _part.GetText("content_url");
}
