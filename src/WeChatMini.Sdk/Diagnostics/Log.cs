using Microsoft.Extensions.Logging;

namespace WeChatMini.Sdk.Diagnostics;

/// <summary>Every log line. Event ids are stable: 1xx access tokens, 2xx login, 3xx sessions, 4xx user data, 5xx pushes, 6xx server APIs. Only primitives, and never anything secret.</summary>
internal static partial class Log
{
    [LoggerMessage(100, LogLevel.Error, "No access token for {App}: {Kind}, errcode {ErrorCode}, rid {RequestId}. {Reason}", EventName = "TokenRefreshFailed")]
    public static partial void TokenRefreshFailed(this ILogger logger, string app, string kind, int? errorCode, string? requestId, string reason);

    [LoggerMessage(101, LogLevel.Warning, "The shared token cache of {App} did not complete '{Operation}'.", EventName = "TokenShareFailed")]
    public static partial void TokenShareFailed(this ILogger logger, string app, string operation, Exception exception);

    [LoggerMessage(102, LogLevel.Warning, "The token server of {App} was asked with a wrong key; number {Count} in this minute.", EventName = "TokenServerKeyWrong")]
    public static partial void TokenServerKeyWrong(this ILogger logger, string app, int count);

    [LoggerMessage(200, LogLevel.Information, "Login at {App}: signed in {User}.", EventName = "LoginSucceeded")]
    public static partial void LoginSucceeded(this ILogger logger, string app, string user);

    [LoggerMessage(201, LogLevel.Information, "Login at {App} failed: {Kind}, errcode {ErrorCode}, rid {RequestId}.", EventName = "LoginFailed")]
    public static partial void LoginFailed(this ILogger logger, string app, string kind, int? errorCode, string? requestId);

    [LoggerMessage(202, LogLevel.Error, "Login at {App} cannot work: {Reason} (errcode {ErrorCode}, rid {RequestId})", EventName = "LoginMisconfigured")]
    public static partial void LoginMisconfigured(this ILogger logger, string app, string reason, int? errorCode, string? requestId);

    [LoggerMessage(203, LogLevel.Error, "The application's login handler for {App} threw; nothing was issued.", EventName = "LoginHandlerFailed")]
    public static partial void LoginHandlerFailed(this ILogger logger, string app, Exception exception);

    [LoggerMessage(204, LogLevel.Warning, "No connection to {Host}; trying {Backup} once.", EventName = "BackupHostUsed")]
    public static partial void BackupHostUsed(this ILogger logger, string host, string backup);

    [LoggerMessage(205, LogLevel.Error, "The new options of {App} are not valid, so the old ones stay in force: {Reason}", EventName = "ReloadRefused")]
    public static partial void ReloadRefused(this ILogger logger, string app, string reason);

    [LoggerMessage(206, LogLevel.Warning, "The login audit of {App} did not keep an entry; the login was answered all the same.", EventName = "LoginAuditFailed")]
    public static partial void LoginAuditFailed(this ILogger logger, string app, Exception exception);

    [LoggerMessage(300, LogLevel.Error, "The session store of {App} did not complete '{Operation}'.", EventName = "StoreUnavailable")]
    public static partial void StoreUnavailable(this ILogger logger, string app, string operation, Exception exception);

    [LoggerMessage(301, LogLevel.Error, "The session store of {App} holds a record that does not belong where it lies; it was refused.", EventName = "ForeignRecord")]
    public static partial void ForeignRecord(this ILogger logger, string app);

    [LoggerMessage(302, LogLevel.Error, "A request to the endpoint of {App} failed unexpectedly.", EventName = "EndpointFailed")]
    public static partial void EndpointFailed(this ILogger logger, string app, Exception exception);

    [LoggerMessage(400, LogLevel.Information, "User data at {App} from {User} was refused.", EventName = "UserDataRefused")]
    public static partial void UserDataRefused(this ILogger logger, string app, string user);

    [LoggerMessage(500, LogLevel.Warning, "A push to {App} was refused.", EventName = "PushRefused")]
    public static partial void PushRefused(this ILogger logger, string app);

    [LoggerMessage(501, LogLevel.Error, "A handler of {Push} at {App} failed or took too long; WeChat is to send it again.", EventName = "PushHandlerFailed")]
    public static partial void PushHandlerFailed(this ILogger logger, string app, string push, Exception exception);

    [LoggerMessage(502, LogLevel.Error, "What remembers pushes of {App} did not complete '{Operation}'.", EventName = "PushLedgerFailed")]
    public static partial void PushLedgerFailed(this ILogger logger, string app, string operation, Exception exception);

    [LoggerMessage(600, LogLevel.Warning, "WeChat is about to replace the certificate by which answers to {App} are verified. Copy the new one and its serial number from the console into SecureApi:Certificate.", EventName = "CertificateRetires")]
    public static partial void CertificateRetires(this ILogger logger, string app);
}
