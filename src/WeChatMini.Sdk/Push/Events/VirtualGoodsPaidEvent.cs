using WeChatMini.Sdk.Push.Wire;

namespace WeChatMini.Sdk.Push.Events;

/// <summary>Virtual goods were paid: deliver them. WeChat sends it up to 15 times.</summary>
/// <remarks>WeChat's <c>Event</c> is <c>xpay_goods_deliver_notify</c>.</remarks>
public sealed class VirtualGoodsPaidEvent : PushMessage
{
    internal VirtualGoodsPaidEvent(PushDocument document)
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
    public VirtualGoods? Goods => Part("GoodsInfo", static part => new VirtualGoods(part));

    /// <summary>Gets the group purchase, if it is one; null when there is none.</summary>
    public VirtualTeam? Team => Part("TeamInfo", static part => new VirtualTeam(part));

    /// <summary>Gets the Apple side, if there is one; null when there is none.</summary>
    public AppleSubscription? AppleSubscription => Part("AppleSubscriptionInfo", static part => new AppleSubscription(part));

    /// <summary>Gets what a mini-game is to deliver: JSON in a string, with a signature of its own that is not checked here; null when it was not sent.</summary>
    public string? MiniGamePayload => Document.Find("MiniGame")?.GetText("Payload");

    /// <summary>Gets whether a mini-game's delivery is a test of the console; null when it was not sent.</summary>
    public bool? IsMiniGameMock => Document.Find("MiniGame")?.GetFlag("IsMock");
}
