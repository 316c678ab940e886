namespace WeChatMini.Sdk.Http;

/// <summary>
/// The innermost handler: gives the message its real address with the secrets for as long as the socket needs it, and takes
/// it off again, so that no exception, log, trace or APM that holds the message ever sees it.
/// </summary>
internal sealed class LastHopHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (WeChatCall.Of(request) is not { } call || request.RequestUri is not { } safe)
        {
            throw new InvalidOperationException("A request to WeChat was made outside the library's transport.");
        }

        // Without content the runtime sends a request again, up to three times, when the peer closes without an answer.
        request.Content ??= new DepartureContent(call);
        request.RequestUri = call.Reveal(safe);
        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            request.RequestUri = safe;
        }
    }
}
