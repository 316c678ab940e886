namespace WeChatMini.Sdk.Http;

/// <summary>
/// The innermost handler: gives the message its real address, and a secret body if it has one, for as long as the socket needs
/// them, and takes them off again, so that no exception, log, trace or APM that holds the message ever sees them. What comes
/// back may repeat the address, so an error keeps its kind and loses its words, and an answer is a new one (<see cref="SafeAnswer"/>).
/// </summary>
/// <param name="limit">How much of an answer is read into memory.</param>
internal sealed class LastHopHandler(BodyLimit limit) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (WeChatCall.Of(request) is not { } call || request.RequestUri is not { } safe)
        {
            throw new InvalidOperationException("A request to WeChat was made outside the library's transport.");
        }

        if (call.MayHaveLeft)
        {
            // Somebody outside repeats requests. One of ours may hold a code that works once, so it travels once.
            throw new HttpRequestException(HttpRequestError.Unknown, "The request to WeChat left before and is not sent again.");
        }

        call.Begins();
        var content = request.Content;

        // Without content the runtime sends a request again, up to three times, when the peer closes without an answer.
        request.Content = DepartureContent.Of(call, content);
        request.RequestUri = call.Reveal(safe);
        HttpRequestError? error;
        try
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            return await SafeAnswer.OfAsync(response, request, call, limit, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not UnusableAnswerException)
        {
            // A cancellation has words too: the runtime puts the error inside that came at the same moment.
            error = exception is OperationCanceledException ? null : ErrorOf(exception);
        }
        finally
        {
            request.RequestUri = safe;
            request.Content = content;
        }

        // Outside the catch, so that the original is not even an inner exception.
        throw error is { } kind
            ? new HttpRequestException(kind, $"The request to WeChat failed: {kind}.")
            : new OperationCanceledException(cancellationToken.IsCancellationRequested ? cancellationToken : CancellationToken.None);
    }

    /// <summary>A connection that breaks while the body is read says why one or two exceptions further in.</summary>
    private static HttpRequestError ErrorOf(Exception? exception) => exception switch
    {
        null => HttpRequestError.Unknown,
        HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } http => http.HttpRequestError,
        HttpIOException io => io.HttpRequestError,
        _ => ErrorOf(exception.InnerException),
    };
}
