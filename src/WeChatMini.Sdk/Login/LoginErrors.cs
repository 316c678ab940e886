using System.Net;
using WeChatMini.Sdk.Errors;

namespace WeChatMini.Sdk.Login;

/// <summary>Turns every way in which an exchange can fail into the one error of this library.</summary>
internal static class LoginErrors
{
    private const string NewCode = " Let the mini-program call wx.login again; never send the same code twice.";

    /// <summary>WeChat answered with an errcode.</summary>
    public static WeChatException OfCode(int code, string? errmsg, DateTimeOffset now)
    {
        var requestId = ErrorMessage.RequestId(errmsg);
        if (ErrorCatalogue.Find(code) is not { } known)
        {
            return new(WeChatErrorKind.Misconfigured, $"WeChat refused the login with errcode {code}, which this version does not know. Look it up in WeChat's list of return codes.") { ErrorCode = code, RequestId = requestId };
        }

        // The mini-program sent a code and nothing else, so a wrong argument is never its fault here.
        var kind = known.Kind is WeChatErrorKind.InvalidRequest or WeChatErrorKind.UserActionRequired ? WeChatErrorKind.Misconfigured : known.Kind;
        var address = code == 40164 && ErrorMessage.RejectedAddress(errmsg) is { } ip ? $" The rejected address is {ip}." : "";
        return new(kind, $"errcode {code}: {known.Meaning}. {known.Advice}{address}")
        {
            ErrorCode = code,
            RequestId = requestId,
            RetryAfter = kind switch
            {
                WeChatErrorKind.Busy => TimeSpan.FromSeconds(2),
                WeChatErrorKind.SlowDown => code is 45009 or 44993 ? TimeSpan.FromMinutes(10) : UntilNextMinute(now),
                _ => null,
            },
        };
    }

    /// <summary>WeChat, or something in between, answered with an HTTP status other than 200.</summary>
    public static WeChatException OfStatus(HttpStatusCode status, TimeSpan? retryAfter) => status switch
    {
        HttpStatusCode.TooManyRequests => new(WeChatErrorKind.SlowDown, "WeChat answered HTTP 429: too many requests.") { RetryAfter = retryAfter ?? TimeSpan.FromSeconds(10) },
        >= HttpStatusCode.InternalServerError => new(WeChatErrorKind.Busy, $"WeChat answered HTTP {(int)status}." + NewCode) { RetryAfter = retryAfter ?? TimeSpan.FromSeconds(2) },
        _ => new(WeChatErrorKind.Misconfigured, $"The address of WeChat answered HTTP {(int)status}, which WeChat's login does not do. Check BaseAddress and any proxy in between."),
    };

    /// <summary>No answer that means anything: the code may be spent.</summary>
    public static WeChatException Unusable(string what) =>
        new(WeChatErrorKind.OutcomeUnknown, $"WeChat's answer {what}, so nobody knows whether the code is spent." + NewCode) { RetryAfter = TimeSpan.FromSeconds(1) };

    /// <summary>The request failed on the way.</summary>
    public static WeChatException OfTransport(bool mayHaveLeft, string cause) => mayHaveLeft
        ? new(WeChatErrorKind.OutcomeUnknown, $"The login request left and no answer came back ({cause})." + NewCode) { RetryAfter = TimeSpan.FromSeconds(1) }
        : new(WeChatErrorKind.Busy, $"WeChat could not be reached ({cause}); nothing was sent.") { RetryAfter = TimeSpan.FromSeconds(2) };

    private static TimeSpan UntilNextMinute(DateTimeOffset now) => TimeSpan.FromSeconds(60 - now.Second);
}
