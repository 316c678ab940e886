using System.Net.Http.Headers;

namespace WeChatMini.Sdk.Http;

/// <summary>
/// An answer that cannot repeat the request: the status, <c>Retry-After</c>, the body, and of the headers those that say what
/// the body is. A server, or a proxy before it, may echo the address in a reason phrase, a header or a trailer.
/// </summary>
internal static class SafeAnswer
{
    /// <exception cref="HttpRequestException">The body is larger than <paramref name="maxBodyBytes"/> or breaks off.</exception>
    public static async Task<HttpResponseMessage> OfAsync(HttpResponseMessage response, HttpRequestMessage request, WeChatCall call, long? maxBodyBytes, CancellationToken cancellationToken)
    {
        try
        {
            // Not the asynchronous one, which does the same and makes a task for it.
            var body = response.Content.ReadAsStream(cancellationToken);
            var answer = new HttpResponseMessage(response.StatusCode)
            {
                RequestMessage = request,
                Content = maxBodyBytes is { } limit
                    ? new BodyContent(await BoundedBody.ReadAsync(body, limit, cancellationToken).ConfigureAwait(false))
                    : Describe(new StreamContent(body), response.Content.Headers, call),
            };
            if (response.Headers.RetryAfter is { } retryAfter)
            {
                answer.Headers.RetryAfter = retryAfter;
            }

            return answer;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private static StreamContent Describe(StreamContent content, HttpContentHeaders headers, WeChatCall call)
    {
        content.Headers.ContentLength = headers.ContentLength;
        foreach (var name in (ReadOnlySpan<string>)["Content-Type", "Content-Disposition"])
        {
            if (headers.TryGetValues(name, out var values) && string.Join(", ", values) is var value && !call.IsRepeatedIn(value))
            {
                content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return content;
    }
}
