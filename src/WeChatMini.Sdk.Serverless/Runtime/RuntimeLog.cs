using Microsoft.Extensions.Logging;

namespace WeChatMini.Sdk.Serverless.Runtime;

/// <summary>Every log line of this package. Event ids are stable: 7xx.</summary>
internal static partial class RuntimeLog
{
    public const string Category = "WeChatMini.Sdk.Serverless";

    [LoggerMessage(700, LogLevel.Error, "Event {RequestId} of {Bytes} bytes is neither an HTTP request nor any other JSON.", EventName = "EventUnparsable")]
    public static partial void EventUnparsable(this ILogger logger, string requestId, int bytes);

    [LoggerMessage(701, LogLevel.Error, "Event {RequestId} is no HTTP request, and nothing handles other events.", EventName = "EventUnmapped")]
    public static partial void EventUnmapped(this ILogger logger, string requestId);

    [LoggerMessage(702, LogLevel.Error, "The handler of event {RequestId} failed.", EventName = "EventFailed")]
    public static partial void EventFailed(this ILogger logger, string requestId, Exception exception);

    [LoggerMessage(703, LogLevel.Error, "Event {RequestId} was not done before the function's deadline; the host was told so.", EventName = "OutOfTime")]
    public static partial void OutOfTime(this ILogger logger, string requestId);

    [LoggerMessage(704, LogLevel.Error, "The answer to event {RequestId} was replaced by a failure: {Reason}.", EventName = "AnswerRefused")]
    public static partial void AnswerRefused(this ILogger logger, string requestId, string reason);

    [LoggerMessage(705, LogLevel.Warning, "The runtime API did not take the answer to event {RequestId}; most likely its time was over.", EventName = "AnswerNotTaken")]
    public static partial void AnswerNotTaken(this ILogger logger, string requestId);

    [LoggerMessage(706, LogLevel.Error, "The answer to event {RequestId} could not be handed to the runtime API.", EventName = "AnswerLost")]
    public static partial void AnswerLost(this ILogger logger, string requestId, Exception exception);

    [LoggerMessage(707, LogLevel.Warning, "The runtime API cannot be reached; trying again in {Milliseconds} ms.", EventName = "RuntimeApiUnreachable")]
    public static partial void RuntimeApiUnreachable(this ILogger logger, long milliseconds, Exception exception);

    [LoggerMessage(708, LogLevel.Critical, "The function ends: {Reason}", EventName = "FunctionEnds")]
    public static partial void FunctionEnds(this ILogger logger, string reason);

    [LoggerMessage(709, LogLevel.Error, "The application failed on the request of event {RequestId}.", EventName = "RequestFailed")]
    public static partial void RequestFailed(this ILogger logger, string requestId, Exception exception);

    [LoggerMessage(710, LogLevel.Error, "What the application does after an answer failed.", EventName = "CompletionFailed")]
    public static partial void CompletionFailed(this ILogger logger, Exception exception);
}
