namespace WeChatMini.Sdk.Http;

/// <summary>Reads the whole answer up to a limit. <see cref="HttpClient.MaxResponseContentBufferSize"/> does not bind Refit, which reads from the stream.</summary>
internal sealed class BoundedBodyHandler(long maxBytes) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            await response.Content.LoadIntoBufferAsync(maxBytes, cancellationToken).ConfigureAwait(false);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
