namespace WeChatMini.Sdk.Push.Events;

/// <summary>The coins that were bought. Amounts are in fen.</summary>
public sealed class VirtualCoins
{
    private readonly PushElement _part;

    internal VirtualCoins(PushElement part) => _part = part;

    /// <summary>Gets how many; null when it was not sent.</summary>
    public long? Quantity => _part.GetNumber("Quantity");

    /// <summary>Gets the price before discounts, in fen; null when it was not sent.</summary>
    public long? OriginalPrice => _part.GetNumber("OrigPrice");

    /// <summary>Gets the price paid, in fen; null when it was not sent.</summary>
    public long? ActualPrice => _part.GetNumber("ActualPrice");

    /// <summary>Gets what the application attached to the order; null when it was not sent.</summary>
    public string? Attachment => _part.GetText("Attach");
}
