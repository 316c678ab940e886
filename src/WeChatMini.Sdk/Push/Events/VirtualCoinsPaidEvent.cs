using WeChatMini.Sdk.Push.Wire;

namespace WeChatMini.Sdk.Push.Events;

/// <summary>Coins were paid.</summary>
/// <remarks>WeChat's <c>Event</c> is <c>xpay_coin_pay_notify</c>.</remarks>
public sealed class VirtualCoinsPaidEvent : PushMessage
{
    internal VirtualCoinsPaidEvent(PushDocument document)
        : base(document)
    {
    }

    /// <summary>Gets the user's openid; null when it was not sent.</summary>
    public string? OpenId => Document.GetText("OpenId");

    /// <summary>Gets the application's order number: deliver once per number; null when it was not sent.</summary>
    public string? OutTradeNumber => Document.GetText("OutTradeNo");

    /// <summary>Gets 0 for production, 1 for the sandbox; null when it was not sent.</summary>
    public long? Environment => Document.GetNumber("Env");

    /// <summary>Gets the WeChat Pay side; null when there is none.</summary>
    public WeChatPayInfo? WeChatPay => Part("WeChatPayInfo", static part => new WeChatPayInfo(part));

    /// <summary>Gets what was bought; null when there is none.</summary>
    public VirtualCoins? Coins => Part("CoinInfo", static part => new VirtualCoins(part));
}
