using System.Net;
using Polly;
using Refit;
using WeChatMini.Sdk.Apps;
using WeChatMini.Sdk.Diagnostics;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Http;

namespace WeChatMini.Sdk.Login;

/// <summary>code2session: one code in, one user out, or one typed error.</summary>
internal sealed class CodeExchange(ILoginApi api, Instruments instruments)
{
    private const string Operation = "code2session";

    public async Task<Exchanged> RunAsync(MiniApp app, string code, CancellationToken cancellationToken)
    {
        var options = app.Snapshot.Options;
        var sentAt = app.Now();
        WeChatException? failure = null;
        using var activity = instruments.StartCall(Operation, options.AppId);
        try
        {
            return await SendAsync(options, code, sentAt, cancellationToken).ConfigureAwait(false);
        }
        catch (WeChatException exception)
        {
            failure = exception;
            throw;
        }
        finally
        {
            instruments.EndCall(activity, Operation, app.Clock.GetUtcNow() - sentAt, failure);
        }
    }

    private static Exchanged Read(WeChatMiniOptions options, IApiResponse<Code2SessionReply> response, DateTimeOffset sentAt)
    {
        if (response.StatusCode is { } status and not HttpStatusCode.OK)
        {
            throw LoginErrors.OfStatus(status, response.Headers?.RetryAfter?.Delta);
        }

        return response.Content switch
        {
            null => throw LoginErrors.Unusable("was empty or not the expected JSON"),
            { ErrorCode: { } code and not 0 } reply => throw LoginErrors.OfCode(code, reply.ErrorMessage, sentAt),

            // Success means the thing is there, whatever errcode says.
            { OpenId: { Length: > 0 } openId, SessionKey: { Length: > 0 } sessionKey } reply =>
                new Exchanged(new MiniIdentity(options.AppId, openId, string.IsNullOrEmpty(reply.UnionId) ? null : reply.UnionId), sessionKey, sentAt),
            _ => throw LoginErrors.Unusable("had no openid or no session_key"),
        };
    }

    private async Task<Exchanged> SendAsync(WeChatMiniOptions options, string code, DateTimeOffset sentAt, CancellationToken cancellationToken)
    {
        var call = new WeChatCall(options, ("secret", options.AppSecret), ("js_code", code));
        string cause;
        try
        {
            using var response = await api.ExchangeAsync(options.AppId, call, cancellationToken).ConfigureAwait(false);
            if (response.Error is not ApiRequestException failed)
            {
                return Read(options, response, sentAt);
            }

            cause = CauseOf(failed.InnerException);
        }
        catch (Exception exception) when (exception is not WeChatException)
        {
            cause = CauseOf(exception);
        }

        // Outside the catch: an exception of Refit holds the request, and must not become anybody's inner exception.
        throw LoginErrors.OfTransport(call.MayHaveLeft, cause);
    }

    /// <summary>A word on the cause that helps an operator and comes from a fixed list, so that it holds nothing of the request.</summary>
    private static string CauseOf(Exception? exception) => exception switch
    {
        HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } http => http.HttpRequestError.ToString(),
        OperationCanceledException or TimeoutException => "timeout",
        ExecutionRejectedException rejected => rejected.GetType().Name,
        null => "no cause given",
        _ => exception.GetType().Name,
    };
}
