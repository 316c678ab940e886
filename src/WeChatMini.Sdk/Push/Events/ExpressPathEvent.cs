using WeChatMini.Sdk.Push.Wire;

namespace WeChatMini.Sdk.Push.Events;

/// <summary>A parcel moved.</summary>
/// <remarks>WeChat's <c>Event</c> is <c>add_express_path</c>.</remarks>
public sealed class ExpressPathEvent : PushMessage
{
    internal ExpressPathEvent(PushDocument document)
        : base(document)
    {
    }

    /// <summary>Gets the express company; null when it was not sent.</summary>
    public string? DeliveryId => Document.GetText("DeliveryID");

    /// <summary>Gets the waybill; null when it was not sent.</summary>
    public string? WaybillId => Document.GetText("WayBillId");

    /// <summary>Gets the order; null when it was not sent.</summary>
    public string? OrderId => Document.GetText("OrderId");

    /// <summary>Gets counts up with each push of a waybill; null when it was not sent.</summary>
    public long? Version => Document.GetNumber("Version");

    /// <summary>Gets how many steps there are; null when it was not sent.</summary>
    public long? Count => Document.GetNumber("Count");

    /// <summary>Gets the steps; empty when there are none.</summary>
    public IReadOnlyList<ExpressAction> Actions => List("", "Actions", static part => new ExpressAction(part));
}
