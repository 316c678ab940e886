using WeChatMini.Sdk.Push.Wire;

namespace WeChatMini.Sdk.Push.Events;

/// <summary>WeChat reminds of an order that is not shipped.</summary>
/// <remarks>WeChat's <c>Event</c> is <c>trade_manage_remind_shipping</c>.</remarks>
public sealed class ShippingReminderEvent : PushMessage
{
    internal ShippingReminderEvent(PushDocument document)
        : base(document)
    {
    }

    /// <summary>Gets WeChat Pay's order number; null when it was not sent.</summary>
    public string? TransactionId => Document.GetText("transaction_id");

    /// <summary>Gets the merchant; null when it was not sent.</summary>
    public string? MerchantId => Document.GetText("merchant_id");

    /// <summary>Gets the sub-merchant; null when it was not sent.</summary>
    public string? SubMerchantId => Document.GetText("sub_merchant_id");

    /// <summary>Gets the merchant's order number; null when it was not sent.</summary>
    public string? MerchantTradeNumber => Document.GetText("merchant_trade_no");

    /// <summary>Gets when it was paid, UTC; null when it was not sent.</summary>
    public DateTimeOffset? PaidAt => Document.GetTime("pay_time");

    /// <summary>Gets the reminder; null when it was not sent.</summary>
    public string? Message => Document.GetText("msg");
}
