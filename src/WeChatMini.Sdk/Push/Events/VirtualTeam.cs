namespace WeChatMini.Sdk.Push.Events;

/// <summary>The group purchase that a virtual payment belongs to.</summary>
public sealed class VirtualTeam
{
    private readonly PushElement _part;

    internal VirtualTeam(PushElement part) => _part = part;

    /// <summary>Gets the activity; null when it was not sent.</summary>
    public string? ActivityId => _part.GetText("ActivityId");

    /// <summary>Gets the group; null when it was not sent.</summary>
    public string? TeamId => _part.GetText("TeamId");

    /// <summary>Gets the kind of group; null when it was not sent.</summary>
    public long? TeamType => _part.GetNumber("TeamType");

    /// <summary>Gets what happened to the group; null when it was not sent.</summary>
    public long? TeamAction => _part.GetNumber("TeamAction");
}
