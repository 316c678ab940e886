using System.Net;
using Refit;
using WeChatMini.Sdk.Errors;

namespace WeChatMini.Sdk.Http;

/// <summary>Turns every way in which a call can fail into the one error of this library.</summary>
/// <param name="operation">The call's name in errors and spans, such as <c>code2session</c>.</param>
/// <param name="advice">What a caller does after a failure whose outcome it cannot know; a sentence, or empty.</param>
/// <param name="reading">What a code means on this very endpoint; the catalogue's entry is null for a code that it does not know.</param>
internal sealed class CallErrors(string operation, string advice, Func<int, ErrorCodeInfo?, ErrorCodeInfo?> reading)
{
    public string Operation => operation;

    /// <summary>WeChat answered with an errcode.</summary>
    public WeChatException OfCode(int code, string? errmsg, DateTimeOffset now, bool isUnsigned = false)
    {
        var requestId = ErrorMessage.RequestId(errmsg);
        if (reading(code, ErrorCatalogue.Find(code)) is not { } known)
        {
            return new(WeChatErrorKind.Misconfigured, $"WeChat refused {operation} with errcode {code}, which this version does not know. Look it up in WeChat's list of return codes.") { ErrorCode = code, RequestId = requestId, IsUnsigned = isUnsigned };
        }

        var address = code == 40164 && ErrorMessage.RejectedAddress(errmsg) is { } ip ? $" The rejected address is {ip}." : "";
        return new(known.Kind, $"errcode {code}: {known.Meaning}. {known.Advice}{address}")
        {
            ErrorCode = code,
            RequestId = requestId,
            IsUnsigned = isUnsigned,
            RetryAfter = known.Kind switch
            {
                WeChatErrorKind.Busy => TimeSpan.FromSeconds(2),
                WeChatErrorKind.SlowDown => code is 45009 or 44993 ? TimeSpan.FromMinutes(10) : TimeSpan.FromSeconds(60 - now.Second),
                _ => null,
            },
        };
    }

    /// <summary>WeChat, or something in between, answered with an HTTP status other than 200.</summary>
    public WeChatException OfStatus(HttpStatusCode status, TimeSpan? retryAfter) => status switch
    {
        HttpStatusCode.TooManyRequests => new(WeChatErrorKind.SlowDown, $"WeChat answered {operation} with HTTP 429: too many requests.") { RetryAfter = retryAfter ?? TimeSpan.FromSeconds(10) },
        >= HttpStatusCode.InternalServerError => new(WeChatErrorKind.Busy, $"WeChat answered {operation} with HTTP {(int)status}. {advice}") { RetryAfter = retryAfter ?? TimeSpan.FromSeconds(2) },
        _ => new(WeChatErrorKind.Misconfigured, $"The address of WeChat answered {operation} with HTTP {(int)status}, which WeChat does not do. Check BaseAddress and any proxy in between."),
    };

    /// <summary>No answer that means anything: a one-time code may be spent.</summary>
    public WeChatException Unusable(string what) =>
        new(WeChatErrorKind.OutcomeUnknown, $"WeChat's answer to {operation} {what}, so nobody knows what came of it. {advice}") { RetryAfter = TimeSpan.FromSeconds(1) };

    private WeChatException Unusable(UnusableAnswerException answer) => answer.Kind == WeChatErrorKind.OutcomeUnknown
        ? Unusable(answer.Message)
        : new(answer.Kind, $"WeChat's answer to {operation} {answer.Message}. What was asked for may have happened.");

    /// <summary>Whatever came out of the pipeline.</summary>
    public WeChatException OfException(Exception exception, bool mayHaveLeft) => exception switch
    {
        WeChatException failure => failure,
        ApiRequestException { InnerException: { } cause } => OfException(cause, mayHaveLeft),
        UnusableAnswerException unusable => Unusable(unusable),
        _ => OfTransport(mayHaveLeft, TransportCause.Of(exception)),
    };

    /// <summary>The request failed on the way.</summary>
    public WeChatException OfTransport(bool mayHaveLeft, string cause) => mayHaveLeft
        ? new(WeChatErrorKind.OutcomeUnknown, $"{operation} left and no answer came back ({cause}). {advice}") { RetryAfter = TimeSpan.FromSeconds(1) }
        : new(WeChatErrorKind.Busy, $"WeChat could not be reached for {operation} ({cause}); nothing was sent.") { RetryAfter = TimeSpan.FromSeconds(2) };
}
