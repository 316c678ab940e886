namespace WeChatMini.Sdk.Push.Events;

/// <summary>What a user chose for one message template.</summary>
public sealed class SubscribeChoice
{
    private readonly PushElement _part;

    internal SubscribeChoice(PushElement part) => _part = part;

    /// <summary>Gets the template; null when it was not sent.</summary>
    public string? TemplateId => _part.GetText("TemplateId");

    /// <summary>Gets <c>accept</c> or <c>reject</c>; null when it was not sent.</summary>
    public string? Status => _part.GetText("SubscribeStatusString");

    /// <summary>Gets where the question appeared: 0 in a page; null when it was not sent.</summary>
    public long? PopupScene => _part.GetNumber("PopupScene");
}
