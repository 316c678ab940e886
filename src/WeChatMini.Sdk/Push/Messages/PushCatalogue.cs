using System.Buffers;
using System.Text;
using WeChatMini.Sdk.Push.Events;
using WeChatMini.Sdk.Push.Wire;

namespace WeChatMini.Sdk.Push.Messages;

/// <summary>Which class a push gets.</summary>
internal static class PushCatalogue
{
    private const int LongestName = 64;

    private static readonly Dictionary<string, Func<PushDocument, PushMessage>> Messages = new(StringComparer.Ordinal)
    {
        ["text"] = static document => new TextMessage(document),
        ["image"] = static document => new ImageMessage(document),
        ["miniprogrampage"] = static document => new MiniProgramPageMessage(document),
    };

    private static readonly Dictionary<string, Func<PushDocument, PushMessage>> Events = new(StringComparer.Ordinal)
    {
        ["user_enter_tempsession"] = static document => new EnterTempSessionEvent(document),
        ["subscribe_msg_popup_event"] = static document => new SubscribeMessagePopupEvent(document),
        ["subscribe_msg_change_event"] = static document => new SubscribeMessageChangeEvent(document),
        ["subscribe_msg_sent_event"] = static document => new SubscribeMessageSentEvent(document),
        ["notify_service_msg_send_result"] = static document => new ServiceNotificationResultEvent(document),
        ["wxa_media_check"] = static document => new MediaCheckEvent(document),
        ["weapp_audit_success"] = static document => new ReviewPassedEvent(document),
        ["weapp_audit_fail"] = static document => new ReviewFailedEvent(document),
        ["weapp_audit_delay"] = static document => new ReviewDelayedEvent(document),
        ["wxa_nickname_audit"] = static document => new NicknameReviewEvent(document),
        ["wxa_category_audit"] = static document => new CategoryReviewEvent(document),
        ["wxa_privacy_apply"] = static document => new PrivacyApiReviewEvent(document),
        ["wxa_appeal_record"] = static document => new AppealRecordEvent(document),
        ["wxa_punish_event"] = static document => new PunishmentEvent(document),
        ["user_info_modified"] = static document => new UserInfoModifiedEvent(document),
        ["user_authorization_revoke"] = static document => new AuthorizationRevokedEvent(document),
        ["user_authorization_cancellation"] = static document => new AccountCancelledEvent(document),
        ["wxa_comment_bad_score"] = static document => new BadCommentEvent(document),
        ["trade_manage_remind_access_api"] = static document => new ShippingApiReminderEvent(document),
        ["trade_manage_remind_shipping"] = static document => new ShippingReminderEvent(document),
        ["trade_manage_order_settlement"] = static document => new OrderSettlementEvent(document),
        ["wxa_trade_controlled"] = static document => new TradeControlledEvent(document),
        ["xpay_goods_deliver_notify"] = static document => new VirtualGoodsPaidEvent(document),
        ["xpay_coin_pay_notify"] = static document => new VirtualCoinsPaidEvent(document),
        ["xpay_refund_notify"] = static document => new VirtualRefundEvent(document),
        ["xpay_complaint_notify"] = static document => new VirtualComplaintEvent(document),
        ["xpay_wxpay_callback_notify"] = static document => new MerchantNoticeEvent(document),
        ["xpay_subscribe_signing_result_notify"] = static document => new SubscriptionSigningEvent(document),
        ["xpay_subscribe_pay_fail_notify"] = static document => new SubscriptionPaymentFailedEvent(document),
        ["xpay_apple_subscribe_signing_result_notify"] = static document => new AppleSubscriptionSignedEvent(document),
        ["xpay_apple_subscribe_unsigning_result_notify"] = static document => new AppleSubscriptionEndedEvent(document),
        ["xpay_subscribe_ios_refund_query_notify"] = static document => new AppleRefundQueryEvent(document),
        ["retail_pay_notify"] = static document => new RetailPaidEvent(document),
        ["retail_refund_notify"] = static document => new RetailRefundedEvent(document),
        ["complaint_callback"] = static document => new ComplaintEvent(document),
        ["iot_voip_notify"] = static document => new DeviceCallEvent(document),
        ["charge_mp_service_quota_notify"] = static document => new ServiceQuotaEvent(document),
        ["charge_mp_service_validity_notify"] = static document => new ServiceValidityEvent(document),
        ["add_express_path"] = static document => new ExpressPathEvent(document),
        ["wxalive_follow_notify"] = static document => new LiveFollowEvent(document),
        ["wxalive_push_message_notify"] = static document => new LiveMessageEvent(document),
        ["secvod_upload_event"] = static document => new VideoUploadEvent(document),
        ["secvod_audit_event"] = static document => new VideoReviewEvent(document),
        ["secbook_audit_event"] = static document => new BookReviewEvent(document),
        ["book_ban_status_change"] = static document => new BookBanEvent(document),
        ["wxa_novel_chapter_permission"] = static document => new NovelChapterEvent(document),
        ["debug_demo"] = static document => new DebugEvent(document),
    };

    public static PushMessage Create(PushDocument document)
    {
        var type = TextOf(document, "MsgType");
        var create = type.SequenceEqual("event"u8) ? Find(Events, TextOf(document, "Event")) : Find(Messages, type);
        return create is null ? new UnknownMessage(document) : create(document);
    }

    private static ReadOnlySpan<byte> TextOf(PushDocument document, string name) => document.Root.Find(name) is { } part ? part.TextBytes.Span : default;

    private static Func<PushDocument, PushMessage>? Find(Dictionary<string, Func<PushDocument, PushMessage>> known, ReadOnlySpan<byte> name)
    {
        Span<char> text = stackalloc char[LongestName];
        return name.Length <= LongestName && Ascii.ToUtf16(name, text, out var length) == OperationStatus.Done
            && known.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text[..length], out var create) ? create : null;
    }
}
