using WeChatMini.Sdk.Push.Wire;

namespace WeChatMini.Sdk.Push.Events;

/// <summary>WeChat Pay has something to say about the merchant.</summary>
/// <remarks>WeChat's <c>Event</c> is <c>xpay_wxpay_callback_notify</c>.</remarks>
public sealed class MerchantNoticeEvent : PushMessage
{
    internal MerchantNoticeEvent(PushDocument document)
        : base(document)
    {
    }

    /// <summary>Gets the mini-program's AppID; null when it was not sent.</summary>
    public string? AppId => Document.GetText("AppId");

    /// <summary>Gets the mini-program's name; null when it was not sent.</summary>
    public string? Nickname => Document.GetText("NickName");

    /// <summary>Gets the merchant; null when it was not sent.</summary>
    public string? MerchantId => Document.GetText("MerchantCode");

    /// <summary>Gets the merchant's company; null when it was not sent.</summary>
    public string? CompanyName => Document.GetText("MerchantCompanyName");

    /// <summary>Gets when, UTC; null when it was not sent.</summary>
    public DateTimeOffset? BusinessAt => Document.GetTime("BusinessTime");

    /// <summary>Gets the matter (WeChat's BusinessCode); null when it was not sent.</summary>
    public string? BusinessId => Document.GetText("BusinessCode");

    /// <summary>Gets its state; null when it was not sent.</summary>
    public string? BusinessState => Document.GetText("BusinessState");

    /// <summary>Gets words about it; null when it was not sent.</summary>
    public string? Remark => Document.GetText("Remark");

    /// <summary>Gets <c>due_diligence</c> or <c>punishment</c>; null when it was not sent.</summary>
    public string? EventType => Document.GetText("EventType");

    /// <summary>Gets how often it was sent again; null when it was not sent.</summary>
    public long? RetryCount => Document.GetNumber("RetryTimes");
}
