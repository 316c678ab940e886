using System.Globalization;
using System.Text.Json;
using WeChatMini.Sdk.Errors;

namespace WeChatMini.Sdk.Endpoint;

/// <summary>Failures as the contract has them: one status and one stable code per kind.</summary>
internal static class Problems
{
    private const string ContentType = "application/problem+json";

    public static MiniResponse Of(WeChatException failure) => failure.Kind switch
    {
        WeChatErrorKind.InvalidRequest => BadRequest(failure.Message),
        WeChatErrorKind.LoginAgain => LoginAgain(failure.ErrorCode),
        WeChatErrorKind.Blocked => Create(403, CodeOf(failure.Kind), "WeChat refused this user", errorCode: failure.ErrorCode),
        WeChatErrorKind.Refused => Create(403, CodeOf(failure.Kind), "The application refused this user", failure.Message),
        WeChatErrorKind.SlowDown => Create(429, CodeOf(failure.Kind), "Too many requests", errorCode: failure.ErrorCode, retryAfter: failure.RetryAfter),
        WeChatErrorKind.Busy => Create(503, CodeOf(failure.Kind), "The service is busy", errorCode: failure.ErrorCode, retryAfter: failure.RetryAfter),
        WeChatErrorKind.StoreUnavailable => Create(503, CodeOf(failure.Kind), "Sessions cannot be read or written now", retryAfter: failure.RetryAfter),
        WeChatErrorKind.OutcomeUnknown => Create(503, CodeOf(failure.Kind), "No answer came back", errorCode: failure.ErrorCode, retryAfter: failure.RetryAfter),
        _ => Misconfigured(failure.ErrorCode),
    };

    /// <summary>The stable code of a kind; whoever handles failures goes by it.</summary>
    public static string CodeOf(WeChatErrorKind kind) => kind switch
    {
        WeChatErrorKind.InvalidRequest => "bad_request",
        WeChatErrorKind.LoginAgain => "login_again",
        WeChatErrorKind.Blocked => "blocked",
        WeChatErrorKind.Refused => "refused",
        WeChatErrorKind.SlowDown => "slow_down",
        WeChatErrorKind.Busy => "busy",
        WeChatErrorKind.StoreUnavailable => "store_unavailable",
        WeChatErrorKind.OutcomeUnknown => "outcome_unknown",
        _ => "misconfigured",
    };

    public static MiniResponse BadRequest(string detail) => Create(400, CodeOf(WeChatErrorKind.InvalidRequest), "The request is not acceptable", detail);

    public static MiniResponse LoginAgain(int? errorCode = null) =>
        Create(401, CodeOf(WeChatErrorKind.LoginAgain), "Sign in again", "Call wx.login and send the new code.", errorCode, headers: ("WWW-Authenticate", "Bearer"));

    /// <summary>Without detail: what is wrong is for the operator's log, not for the client.</summary>
    public static MiniResponse Misconfigured(int? errorCode = null) => Create(500, CodeOf(WeChatErrorKind.Misconfigured), "The service is not set up correctly", errorCode: errorCode);

    /// <summary>The host's deadline came first.</summary>
    public static MiniResponse OutOfTime() => Create(503, CodeOf(WeChatErrorKind.Busy), "The service did not answer in time");

    public static MiniResponse AnswerTooLarge() => Create(500, "answer_too_large", "The answer is larger than this host can carry", "A function's answer is 6 MB at most. Send less, or a link.");

    public static MiniResponse AnswerNotText() => Create(500, "answer_not_text", "The answer is no text, which this host cannot carry", "Use a web function for answers that are no text.");

    public static MiniResponse Unauthorized() => Create(401, "unauthorized", "The key is missing or wrong", headers: ("WWW-Authenticate", "Bearer"));

    public static MiniResponse Forbidden(string detail) => Create(403, "forbidden", "This is not allowed", detail);

    public static MiniResponse NotFound() => Create(404, "not_found", "There is nothing at this path");

    public static MiniResponse MethodNotAllowed(string allowed) => Create(405, "method_not_allowed", "The path does not take this method", headers: ("Allow", allowed));

    private static MiniResponse Create(int status, string code, string title, string? detail = null, int? errorCode = null, TimeSpan? retryAfter = null, params (string Name, string Value)[] headers)
    {
        var problem = new ProblemAnswer { Status = status, Code = code, Title = title, Detail = detail, ErrorCode = errorCode };
        if (status is 429 or 503)
        {
            var seconds = Math.Max(1, Math.Ceiling((retryAfter ?? TimeSpan.FromSeconds(2)).TotalSeconds));
            headers = [.. headers, ("Retry-After", seconds.ToString(CultureInfo.InvariantCulture))];
        }

        return new MiniResponse(status, ContentType, JsonSerializer.SerializeToUtf8Bytes(problem, EndpointJsonContext.Default.ProblemAnswer), headers);
    }
}
