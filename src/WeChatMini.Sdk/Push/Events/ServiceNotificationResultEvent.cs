using WeChatMini.Sdk.Push.Wire;

namespace WeChatMini.Sdk.Push.Events;

/// <summary>A service-notification card was delivered, or not.</summary>
/// <remarks>WeChat's <c>Event</c> is <c>notify_service_msg_send_result</c>.</remarks>
public sealed class ServiceNotificationResultEvent : PushMessage
{
    internal ServiceNotificationResultEvent(PushDocument document)
        : base(document)
    {
    }

    /// <summary>Gets the user's openid; null when it was not sent.</summary>
    public string? OpenId => Document.GetText("openid");

    /// <summary>Gets the notification (WeChat's notify_code); null when it was not sent.</summary>
    public string? NotificationId => Document.GetText("notify_code");

    /// <summary>Gets its kind; null when it was not sent.</summary>
    public long? NotificationType => Document.GetNumber("notify_type");

    /// <summary>Gets the state of the card; null when it was not sent.</summary>
    public long? CardStatus => Document.GetNumber("card_status");

    /// <summary>Gets why it failed: -10001, -10002, -1003, -1004 or -1005; null when it was not sent.</summary>
    public long? FailureNumber => Document.GetNumber("fail_ret");

    /// <summary>Gets the failure in words; null when it was not sent.</summary>
    public string? FailureMessage => Document.GetText("fail_msg");
}
