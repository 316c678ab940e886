namespace WeChatMini.Sdk.Push.Events;

/// <summary>What became of one subscribe message.</summary>
public sealed class SubscribeSending
{
    private readonly PushElement _part;

    internal SubscribeSending(PushElement part) => _part = part;

    /// <summary>Gets the template; null when it was not sent.</summary>
    public string? TemplateId => _part.GetText("TemplateId");

    /// <summary>Gets the id that sending gave, with all 64 bits; null when it was not sent.</summary>
    public long? SentMessageId => _part.GetNumber("MsgID");

    /// <summary>Gets 0, or why it was not delivered; null when it was not sent.</summary>
    public long? ErrorNumber => _part.GetNumber("ErrorCode");

    /// <summary>Gets <c>success</c>, or the failure in words; null when it was not sent.</summary>
    public string? Status => _part.GetText("ErrorStatus");
}
