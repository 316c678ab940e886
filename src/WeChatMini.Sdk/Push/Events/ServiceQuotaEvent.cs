using WeChatMini.Sdk.Push.Wire;

namespace WeChatMini.Sdk.Push.Events;

/// <summary>The quota of a paid service runs low.</summary>
/// <remarks>WeChat's <c>Event</c> is <c>charge_mp_service_quota_notify</c>.</remarks>
public sealed class ServiceQuotaEvent : PushMessage
{
    internal ServiceQuotaEvent(PushDocument document)
        : base(document)
    {
    }

    /// <summary>Gets the kind of notice; null when it was not sent.</summary>
    public long? EventType => Document.GetNumber("event_type");
}
