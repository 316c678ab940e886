using System.Net;
using System.Text.Json.Serialization.Metadata;
using WeChatMini.Sdk.Apps;
using WeChatMini.Sdk.Diagnostics;
using WeChatMini.Sdk.Errors;

namespace WeChatMini.Sdk.Http;

/// <summary>Makes one call of ours: its span and metric, and from whatever comes back either the thing asked for or one typed error.</summary>
internal sealed class CallRunner(Instruments instruments, TimeProvider clock)
{
    /// <param name="call">What travels with the request.</param>
    /// <param name="errors">What failures of this call mean.</param>
    /// <param name="send">The Refit method.</param>
    /// <param name="type">How the answer is read.</param>
    /// <param name="read">Takes the result from an answer without errcode; null when it is not there, whatever the answer claims.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<TResult> RunAsync<TReply, TResult>(
        WeChatCall call,
        CallErrors errors,
        Func<WeChatCall, CancellationToken, Task<HttpResponseMessage>> send,
        JsonTypeInfo<TReply> type,
        Func<TReply, WeChatCall, TResult?> read,
        CancellationToken cancellationToken)
        where TReply : class, IWeChatReply
        where TResult : class
    {
        call.SentAt = clock.Now();
        WeChatException failure;
        using var activity = instruments.StartCall(errors.Operation, call.AppId);
        try
        {
            using var response = await send(call, cancellationToken).ConfigureAwait(false);
            var result = Read(response, call, errors, type, read);
            instruments.EndCall(activity, errors.Operation, clock.GetUtcNow() - call.SentAt, null);
            return result;
        }
        catch (Exception exception)
        {
            // Without the exception: one of Refit holds the request, and must not become anybody's inner exception.
            failure = errors.OfException(exception, call.MayHaveLeft);
        }

        instruments.EndCall(activity, errors.Operation, clock.GetUtcNow() - call.SentAt, failure);
        throw failure;
    }

    private static TResult Read<TReply, TResult>(HttpResponseMessage response, WeChatCall call, CallErrors errors, JsonTypeInfo<TReply> type, Func<TReply, WeChatCall, TResult?> read)
        where TReply : class, IWeChatReply
        where TResult : class
    {
        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw errors.OfStatus(response.StatusCode, response.Headers.RetryAfter?.Delta);
        }

        return JsonAnswer.Read(((BodyContent)response.Content).Bytes, type) switch
        {
            null => throw errors.Unusable("was empty or not the expected JSON"),
            { ErrorCode: { } code and not 0 } reply => throw errors.OfCode(code, reply.ErrorMessage, call.SentAt),

            // Success means the thing is there, whatever errcode says.
            { } reply => read(reply, call) ?? throw errors.Unusable("did not hold what was asked for"),
        };
    }
}
