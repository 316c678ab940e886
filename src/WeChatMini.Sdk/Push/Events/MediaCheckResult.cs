namespace WeChatMini.Sdk.Push.Events;

/// <summary>What a content check makes of a whole medium.</summary>
public sealed class MediaCheckResult
{
    private readonly PushElement _part;

    internal MediaCheckResult(PushElement part) => _part = part;

    /// <summary>Gets <c>pass</c>, <c>review</c> or <c>risky</c>; null when it was not sent.</summary>
    public string? Suggestion => _part.GetText("suggest");

    /// <summary>Gets the reason: 100 normal, 20001 politics, 20002 porn, 20006 illegal, 21000 other; null when it was not sent.</summary>
    public long? Label => _part.GetNumber("label");
}
