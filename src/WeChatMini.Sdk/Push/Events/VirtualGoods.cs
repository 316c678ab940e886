namespace WeChatMini.Sdk.Push.Events;

/// <summary>What was bought in a virtual payment. Amounts are in fen.</summary>
public sealed class VirtualGoods
{
    private readonly PushElement _part;

    internal VirtualGoods(PushElement part) => _part = part;

    /// <summary>Gets the product; null when it was not sent.</summary>
    public string? ProductId => _part.GetText("ProductId");

    /// <summary>Gets how many; null when it was not sent.</summary>
    public long? Quantity => _part.GetNumber("Quantity");

    /// <summary>Gets the price before discounts, in fen; null when it was not sent.</summary>
    public long? OriginalPrice => _part.GetNumber("OrigPrice");

    /// <summary>Gets the price paid, in fen; null when it was not sent.</summary>
    public long? ActualPrice => _part.GetNumber("ActualPrice");

    /// <summary>Gets what the application attached to the order; null when it was not sent.</summary>
    public string? Attachment => _part.GetText("Attach");

    /// <summary>Gets the days of a subscription's period; null when it was not sent.</summary>
    public long? SubscribePeriodDays => _part.GetNumber("SubscribePeriodDays");
}
