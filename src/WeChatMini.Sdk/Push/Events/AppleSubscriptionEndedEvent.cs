using WeChatMini.Sdk.Push.Wire;

namespace WeChatMini.Sdk.Push.Events;

/// <summary>A user ended a subscription at Apple.</summary>
/// <remarks>WeChat's <c>Event</c> is <c>xpay_apple_subscribe_unsigning_result_notify</c>.</remarks>
public sealed class AppleSubscriptionEndedEvent : PushMessage
{
    internal AppleSubscriptionEndedEvent(PushDocument document)
        : base(document)
    {
    }

    /// <summary>Gets the subscription; null when there is none.</summary>
    public AppleSubscription? Subscription => Part("AppleSubscriptionInfo", static part => new AppleSubscription(part));
}
