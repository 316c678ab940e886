namespace WeChatMini.Sdk.Diagnostics;

/// <summary>The names of everything that this library reports. None of it carries a user identifier, a code, a token or a key.</summary>
public static class WeChatMiniDiagnostics
{
    /// <summary>The activity source: pass it to <c>AddSource</c>. One span per call to WeChat, of kind client.</summary>
    public const string ActivitySourceName = "WeChatMini.Sdk";

    /// <summary>The meter: pass it to <c>AddMeter</c>.</summary>
    public const string MeterName = "WeChatMini.Sdk";

    /// <summary>Histogram, seconds: calls to WeChat, with <see cref="OperationTag"/> and <see cref="ErrorTypeTag"/>.</summary>
    public const string RequestDuration = "wechat_mini.request.duration";

    /// <summary>Counter, <c>{login}</c>: logins by <see cref="ErrorTypeTag"/>; without that tag they succeeded.</summary>
    public const string Logins = "wechat_mini.logins";

    /// <summary>Counter, <c>{failure}</c>: logins of which the <see cref="Login.ILoginAudit"/> kept no entry, because it failed or took too long.</summary>
    public const string LoginAuditFailures = "wechat_mini.login.audit.failures";

    /// <summary>Counter, <c>{failure}</c>: session store operations that failed, by <see cref="OperationTag"/>.</summary>
    public const string StoreFailures = "wechat_mini.store.failures";

    /// <summary>Counter, <c>{token}</c>: access tokens handed out of this process's memory.</summary>
    public const string TokenHits = "wechat_mini.token.hits";

    /// <summary>Counter, <c>{refresh}</c>: fetches from a token endpoint.</summary>
    public const string TokenRefreshes = "wechat_mini.token.refreshes";

    /// <summary>Counter, <c>{wait}</c>: callers that had to wait for a fetch.</summary>
    public const string TokenWaits = "wechat_mini.token.waits";

    /// <summary>Counter, <c>{fetch}</c>: fetches made alone because the shared token cache was down. More than a few ask for a look at it.</summary>
    public const string TokenFailOpens = "wechat_mini.token.failopens";

    /// <summary>Counter, <c>{rejection}</c>: tokens that WeChat rejected on a server API.</summary>
    public const string TokenRejections = "wechat_mini.token.rejections";

    /// <summary>Counter, <c>{failure}</c>: operations of the shared token cache that failed, by <see cref="OperationTag"/>.</summary>
    public const string ShareFailures = "wechat_mini.token.share.failures";

    /// <summary>Counter, <c>{refusal}</c>: sealed or signed user data that was refused. A few come from stale keys; many in a short time are an attack.</summary>
    public const string RefusedUserData = "wechat_mini.user_data.refusals";

    /// <summary>Counter, <c>{push}</c>: message pushes by <see cref="OutcomeTag"/> and, apart from refused ones, <see cref="OperationTag"/>, the name of their class.</summary>
    public const string Pushes = "wechat_mini.pushes";

    /// <summary>Tag of <see cref="Pushes"/>: <c>handled</c>, <c>unhandled</c> (there is no handler), <c>duplicate</c>, <c>again</c> (somebody else handles it, or it cannot be remembered), <c>failed</c>, <c>refused</c>.</summary>
    public const string OutcomeTag = "wechat_mini.outcome";

    /// <summary>Tag: the call, such as <c>code2session</c>, or the store operation.</summary>
    public const string OperationTag = "wechat_mini.operation";

    /// <summary>Tag: the AppID.</summary>
    public const string AppTag = "wechat_mini.app_id";

    /// <summary>Tag on spans: WeChat's errcode.</summary>
    public const string ErrorCodeTag = "wechat_mini.errcode";

    /// <summary>Tag on spans: WeChat's request id.</summary>
    public const string RequestIdTag = "wechat_mini.rid";

    /// <summary>Tag: the <see cref="Errors.WeChatErrorKind"/> of a failure.</summary>
    public const string ErrorTypeTag = "error.type";
}
