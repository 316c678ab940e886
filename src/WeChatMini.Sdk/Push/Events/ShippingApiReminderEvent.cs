using WeChatMini.Sdk.Push.Wire;

namespace WeChatMini.Sdk.Push.Events;

/// <summary>WeChat reminds of the shipping API.</summary>
/// <remarks>WeChat's <c>Event</c> is <c>trade_manage_remind_access_api</c>.</remarks>
public sealed class ShippingApiReminderEvent : PushMessage
{
    internal ShippingApiReminderEvent(PushDocument document)
        : base(document)
    {
    }

    /// <summary>Gets the reminder; null when it was not sent.</summary>
    public string? Message => Document.GetText("msg");
}
