using WeChatMini.Sdk.Push.Wire;

namespace WeChatMini.Sdk.Push.Events;

/// <summary>A user signed or ended a subscription.</summary>
/// <remarks>WeChat's <c>Event</c> is <c>xpay_subscribe_signing_result_notify</c>.</remarks>
public sealed class SubscriptionSigningEvent : PushMessage
{
    internal SubscriptionSigningEvent(PushDocument document)
        : base(document)
    {
    }

    /// <summary>Gets <c>contract_notify</c> or <c>cancel_contract_notify</c>; null when it was not sent.</summary>
    public string? Action => Document.GetText("Action");

    /// <summary>Gets the user's openid; null when it was not sent.</summary>
    public string? OpenId => Document.GetText("UserOpenid");

    /// <summary>Gets when, UTC; null when it was not sent.</summary>
    public DateTimeOffset? At => Document.GetTime("OpenorcloseTime");

    /// <summary>Gets the product; null when it was not sent.</summary>
    public string? ProductId => Document.GetText("ProductId");

    /// <summary>Gets the application's contract number (WeChat's OutContractCode); null when it was not sent.</summary>
    public string? OutContractNumber => Document.GetText("OutContractCode");

    /// <summary>Gets the AppID of the contract; null when it was not sent.</summary>
    public string? ContractAppId => Document.GetText("ContractWxAppid");
}
