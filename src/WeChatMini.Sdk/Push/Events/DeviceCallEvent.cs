using WeChatMini.Sdk.Push.Wire;

namespace WeChatMini.Sdk.Push.Events;

/// <summary>A call of a device; answer <c>{"errcode":0,"errmsg":"ok"}</c>. Its keys are in the document.</summary>
/// <remarks>WeChat's <c>Event</c> is <c>iot_voip_notify</c>.</remarks>
public sealed class DeviceCallEvent : PushMessage
{
    internal DeviceCallEvent(PushDocument document)
        : base(document)
    {
    }

    /// <summary>Gets what happened; null when it was not sent.</summary>
    public string? Action => Document.GetText("Action");

    /// <summary>Gets the room; null when it was not sent.</summary>
    public string? RoomId => Document.GetText("RoomId");

    /// <summary>Gets what the call carries; null when it was not sent.</summary>
    public string? Payload => Document.GetText("Payload");

    /// <summary>Gets the model; null when it was not sent.</summary>
    public string? ModelId => Document.GetText("ModelId");

    /// <summary>Gets the device; null when it was not sent.</summary>
    public string? SerialNumber => Document.GetText("Sn");
}
