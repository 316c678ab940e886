namespace WeChatMini.Sdk.Http;

/// <summary>
/// The innermost handler: gives the message its real address with the secrets for as long as the socket needs it, and takes
/// it off again, so that no exception, log, trace or APM that holds the message ever sees it. What comes back may repeat the
/// address, so an error keeps its kind and loses its words, and an answer keeps its status, <c>Retry-After</c> and body.
/// </summary>
internal sealed class LastHopHandler(long maxBodyBytes) : DelegatingHandler
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

        // Without content the runtime sends a request again, up to three times, when the peer closes without an answer.
        request.Content ??= new DepartureContent(call);
        request.RequestUri = call.Reveal(safe);
        HttpRequestError error;
        try
        {
            return await ReceiveAsync(await base.SendAsync(request, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            error = (exception as HttpRequestException)?.HttpRequestError ?? HttpRequestError.Unknown;
        }
        finally
        {
            request.RequestUri = safe;
        }

        // Outside the catch, so that the original is not even an inner exception.
        throw new HttpRequestException(error, $"The request to WeChat failed: {error}.");
    }

    /// <summary>Reads the body up to the limit (<see cref="HttpClient.MaxResponseContentBufferSize"/> does not bind Refit) and drops what could repeat the request.</summary>
    private async Task<HttpResponseMessage> ReceiveAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            await response.Content.LoadIntoBufferAsync(maxBodyBytes, cancellationToken).ConfigureAwait(false);
            var retryAfter = response.Headers.RetryAfter;
            response.Headers.Clear();
            response.Headers.RetryAfter = retryAfter;
            response.TrailingHeaders.Clear();
            response.Content.Headers.Clear();
            response.ReasonPhrase = null;
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
