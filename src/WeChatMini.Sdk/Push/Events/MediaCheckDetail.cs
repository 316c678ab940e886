namespace WeChatMini.Sdk.Push.Events;

/// <summary>What one strategy of a content check found. It counts only when its own <see cref="ErrorNumber"/> is 0.</summary>
public sealed class MediaCheckDetail
{
    private readonly PushElement _part;

    internal MediaCheckDetail(PushElement part) => _part = part;

    /// <summary>Gets the strategy; null when it was not sent.</summary>
    public string? Strategy => _part.GetText("strategy");

    /// <summary>Gets 0, or why this strategy gave no result; null when it was not sent.</summary>
    public long? ErrorNumber => _part.GetNumber("errcode");

    /// <summary>Gets <c>pass</c>, <c>review</c> or <c>risky</c>; null when it was not sent.</summary>
    public string? Suggestion => _part.GetText("suggest");

    /// <summary>Gets the reason, as in <see cref="MediaCheckResult"/>; null when it was not sent.</summary>
    public long? Label => _part.GetNumber("label");

    /// <summary>Gets how sure it is, from 0 to 100; null when it was not sent.</summary>
    public long? Probability => _part.GetNumber("prob");
}
