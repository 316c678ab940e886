using WeChatMini.Sdk.Push.Wire;

namespace WeChatMini.Sdk.Push.Events;

/// <summary>Trading of the mini-program was restricted.</summary>
/// <remarks>WeChat's <c>Event</c> is <c>wxa_trade_controlled</c>.</remarks>
public sealed class TradeControlledEvent : PushMessage
{
    internal TradeControlledEvent(PushDocument document)
        : base(document)
    {
    }

    /// <summary>Gets the notice; null when it was not sent.</summary>
    public string? Message => Document.GetText("msg");
}
