namespace WeChatMini.Sdk.Errors;

/// <summary>Says what the caller can do about a <see cref="WeChatException"/>. One kind, one reaction.</summary>
/// <remarks>The endpoint answers each kind with one HTTP status and one stable <c>code</c>; see docs/http-contract.md.</remarks>
public enum WeChatErrorKind
{
    /// <summary>The input was refused before any work was done for it. Correct the call. HTTP 400 <c>bad_request</c>.</summary>
    InvalidRequest = 0,

    /// <summary>The code or token is worth nothing any more: the mini-program calls <c>wx.login</c> again. HTTP 401 <c>login_again</c>.</summary>
    LoginAgain,

    /// <summary>WeChat blocks this user (errcode 40226). Do not retry. HTTP 403 <c>blocked</c>.</summary>
    Blocked,

    /// <summary>The application's own login handler refused the user. HTTP 403 <c>refused</c>.</summary>
    Refused,

    /// <summary>A frequency limit was reached. Wait for <see cref="WeChatException.RetryAfter"/>. HTTP 429 <c>slow_down</c>.</summary>
    SlowDown,

    /// <summary>WeChat, or the application's login handler, cannot serve this now. Try later, with a new code. HTTP 503 <c>busy</c>.</summary>
    Busy,

    /// <summary>The session store did not answer. The session may well be alive: never treat this as signed out. HTTP 503 <c>store_unavailable</c>.</summary>
    StoreUnavailable,

    /// <summary>The request left and no usable answer came back, so a one-time code may be spent. Never send it again. HTTP 503 <c>outcome_unknown</c>.</summary>
    OutcomeUnknown,

    /// <summary>An operator must act: wrong secret, address, permission, or an answer that this version does not know. HTTP 500 <c>misconfigured</c>, without detail.</summary>
    Misconfigured,

    /// <summary>The end user must do something first, such as subscribe to a message. Returned by server APIs, never by login.</summary>
    UserActionRequired,
}
