using WeChatMini.Sdk.Push.Wire;

namespace WeChatMini.Sdk.Push.Events;

/// <summary>A paid service runs out.</summary>
/// <remarks>WeChat's <c>Event</c> is <c>charge_mp_service_validity_notify</c>.</remarks>
public sealed class ServiceValidityEvent : PushMessage
{
    internal ServiceValidityEvent(PushDocument document)
        : base(document)
    {
    }

    /// <summary>Gets the kind of notice; null when it was not sent.</summary>
    public long? EventType => Document.GetNumber("event_type");
}
