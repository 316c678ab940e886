using Polly;
using Polly.Timeout;

namespace WeChatMini.Sdk.Http;

/// <summary>A word on why a request failed that helps an operator and comes from a fixed list, so that it holds nothing of the request.</summary>
internal static class TransportCause
{
    public static string Of(Exception? exception) => exception switch
    {
        HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } http => http.HttpRequestError.ToString(),
        OperationCanceledException or TimeoutException or TimeoutRejectedException => "timeout",
        ExecutionRejectedException rejected => rejected.GetType().Name,
        null => "no cause given",
        _ => exception.GetType().Name,
    };
}
