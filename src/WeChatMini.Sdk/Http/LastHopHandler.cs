namespace WeChatMini.Sdk.Http;

/// <summary>
/// The innermost handler: gives the message its real address, and a secret body if it has one, for as long as the socket needs
/// them, and takes them off again, so that no exception, log, trace or APM that holds the message ever sees them.
/// </summary>
internal sealed class LastHopHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (WeChatCall.Of(request) is not { } call || request.RequestUri is not { } safe)
        {
            throw new InvalidOperationException("A request to WeChat was made outside the library's transport.");
        }

        var content = request.Content;

        // Without content the runtime sends a request again, up to three times, when the peer closes without an answer.
        request.Content = new DepartureContent(call, call.SecretBody is { } body ? Json(body) : content ?? new ByteArrayContent([]));
        request.RequestUri = call.Reveal(safe);
        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            request.RequestUri = safe;
            request.Content = content;
        }
    }

    private static ByteArrayContent Json(byte[] body) => new(body) { Headers = { ContentType = new("application/json") } };
}
