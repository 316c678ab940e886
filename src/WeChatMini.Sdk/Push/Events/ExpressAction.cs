namespace WeChatMini.Sdk.Push.Events;

/// <summary>One step of a parcel.</summary>
public sealed class ExpressAction
{
    private readonly PushElement _part;

    internal ExpressAction(PushElement part) => _part = part;

    /// <summary>Gets when, UTC; null when it was not sent.</summary>
    public DateTimeOffset? At => _part.GetTime("ActionTime");

    /// <summary>Gets the kind of step; null when it was not sent.</summary>
    public long? Kind => _part.GetNumber("ActionType");

    /// <summary>Gets the step in words; null when it was not sent.</summary>
    public string? Message => _part.GetText("ActionMsg");
}
