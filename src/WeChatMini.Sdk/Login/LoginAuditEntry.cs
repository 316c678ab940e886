namespace WeChatMini.Sdk.Login;

/// <summary>One login, as <see cref="ILoginAudit"/> is told of it.</summary>
public sealed class LoginAuditEntry
{
    /// <summary>Gets when the outcome was certain; UTC, whole milliseconds.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Gets the name under which the mini-program is configured; empty for the default one.</summary>
    public required string App { get; init; }

    /// <summary>Gets the mini-program's AppID.</summary>
    public required string AppId { get; init; }

    /// <summary>Gets <c>ok</c> or the <c>code</c> of the HTTP contract: <c>login_again</c>, <c>blocked</c>, <c>refused</c>, <c>slow_down</c>, <c>busy</c>, <c>store_unavailable</c>, <c>outcome_unknown</c>, <c>misconfigured</c>.</summary>
    public required string Outcome { get; init; }

    /// <summary>Gets WeChat's <c>errcode</c>; null when WeChat gave none.</summary>
    public int? ErrorCode { get; init; }

    /// <summary>Gets WeChat's request id (<c>rid</c>) of a failure; null when WeChat gave none.</summary>
    public string? RequestId { get; init; }

    /// <summary>Gets the first four characters of the user's openid and an ellipsis; null when the login failed before anybody was known.</summary>
    public string? MaskedUser { get; init; }
}
