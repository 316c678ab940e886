using System.Net;
using Refit;
using WeChatMini.Sdk.Diagnostics;
using WeChatMini.Sdk.Errors;

namespace WeChatMini.Sdk.Http;

/// <summary>Makes one call of ours: its span and metric, and from whatever comes back either the thing asked for or one typed error.</summary>
internal sealed class CallRunner(Instruments instruments, TimeProvider clock)
{
    /// <param name="call">What travels with the request.</param>
    /// <param name="errors">What failures of this call mean.</param>
    /// <param name="send">The Refit method.</param>
    /// <param name="read">Takes the result from an answer without errcode; null when it is not there, whatever the answer claims.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<TResult> RunAsync<TReply, TResult>(
        WeChatCall call,
        CallErrors errors,
        Func<CancellationToken, Task<IApiResponse<TReply>>> send,
        Func<TReply, TResult?> read,
        CancellationToken cancellationToken)
        where TReply : class, IWeChatReply
        where TResult : class
    {
        var sentAt = clock.GetUtcNow();
        WeChatException? failure = null;
        using var activity = instruments.StartCall(errors.Operation, call.AppId);
        try
        {
            return await SendAsync(call, errors, send, read, sentAt, cancellationToken).ConfigureAwait(false);
        }
        catch (WeChatException exception)
        {
            failure = exception;
            throw;
        }
        finally
        {
            instruments.EndCall(activity, errors.Operation, clock.GetUtcNow() - sentAt, failure);
        }
    }

    private static async Task<TResult> SendAsync<TReply, TResult>(
        WeChatCall call,
        CallErrors errors,
        Func<CancellationToken, Task<IApiResponse<TReply>>> send,
        Func<TReply, TResult?> read,
        DateTimeOffset sentAt,
        CancellationToken cancellationToken)
        where TReply : class, IWeChatReply
        where TResult : class
    {
        string cause;
        try
        {
            using var response = await send(cancellationToken).ConfigureAwait(false);
            if (response.Error is not ApiRequestException failed)
            {
                return Read(response, errors, read, sentAt);
            }

            cause = TransportCause.Of(failed.InnerException);
        }
        catch (Exception exception) when (exception is not WeChatException)
        {
            cause = TransportCause.Of(exception);
        }

        // Outside the catch: an exception of Refit holds the request, and must not become anybody's inner exception.
        throw errors.OfTransport(call.MayHaveLeft, cause);
    }

    private static TResult Read<TReply, TResult>(IApiResponse<TReply> response, CallErrors errors, Func<TReply, TResult?> read, DateTimeOffset sentAt)
        where TReply : class, IWeChatReply
        where TResult : class
    {
        if (response.StatusCode is { } status and not HttpStatusCode.OK)
        {
            throw errors.OfStatus(status, response.Headers?.RetryAfter?.Delta);
        }

        return response.Content switch
        {
            null => throw errors.Unusable("was empty or not the expected JSON"),
            { ErrorCode: { } code and not 0 } reply => throw errors.OfCode(code, reply.ErrorMessage, sentAt),

            // Success means the thing is there, whatever errcode says.
            { } reply => read(reply) ?? throw errors.Unusable("did not hold what was asked for"),
        };
    }
}
