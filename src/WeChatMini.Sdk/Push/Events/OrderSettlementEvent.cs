using WeChatMini.Sdk.Push.Wire;

namespace WeChatMini.Sdk.Push.Events;

/// <summary>An order was shipped or settled. It comes twice per order; <see cref="SettledAt"/> is there at the second.</summary>
/// <remarks>WeChat's <c>Event</c> is <c>trade_manage_order_settlement</c>.</remarks>
public sealed class OrderSettlementEvent : PushMessage
{
    internal OrderSettlementEvent(PushDocument document)
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

    /// <summary>Gets when it was shipped, UTC; null when it was not sent.</summary>
    public DateTimeOffset? ShippedAt => Document.GetTime("shipped_time");

    /// <summary>Gets when it will be settled; at the first, UTC; null when it was not sent.</summary>
    public DateTimeOffset? EstimatedSettlementAt => Document.GetTime("estimated_settlement_time");

    /// <summary>Gets how receipt was confirmed: 1 by the user, 2 automatically; null when it was not sent.</summary>
    public long? ReceiptMethod => Document.GetNumber("confirm_receive_method");

    /// <summary>Gets when receipt was confirmed, UTC; null when it was not sent.</summary>
    public DateTimeOffset? ReceivedAt => Document.GetTime("confirm_receive_time");

    /// <summary>Gets when it was settled; at the second, UTC; null when it was not sent.</summary>
    public DateTimeOffset? SettledAt => Document.GetTime("settlement_time");
}
