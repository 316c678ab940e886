using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;

namespace WeChatMini.Sdk.Http;

/// <summary>
/// An answer that cannot repeat the request: the status, <c>Retry-After</c>, the body, and of the headers those that say what
/// the body is. A server, or a proxy before it, may echo the address in a reason phrase, a header or a trailer.
/// </summary>
internal static class SafeAnswer
{
    /// <param name="response">What came; its body is read here or later through the answer.</param>
    /// <param name="request">What the answer belongs to, without its secrets.</param>
    /// <param name="call">What the answer must not repeat.</param>
    /// <param name="limit">How much is read into memory.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="UnusableAnswerException">The body is larger than it may be, or a web page.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<HttpResponseMessage> OfAsync(HttpResponseMessage response, HttpRequestMessage request, WeChatCall call, BodyLimit limit, CancellationToken cancellationToken)
    {
        try
        {
            // Not the asynchronous one, which does the same and makes a task for it.
            var body = response.Content.ReadAsStream(cancellationToken);
            var protection = response.StatusCode == HttpStatusCode.OK ? call.Protection() : null;
            var answer = new HttpResponseMessage(response.StatusCode)
            {
                RequestMessage = request,
                Content = await BodyReader.ReadAsync(body, response, limit, protection, cancellationToken).ConfigureAwait(false),
            };
            if (limit.PassesOthers)
            {
                Describe(answer.Content.Headers, response.Content.Headers, call);
            }

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

    private static void Describe(HttpContentHeaders answer, HttpContentHeaders headers, WeChatCall call)
    {
        foreach (var name in (ReadOnlySpan<string>)["Content-Type", "Content-Disposition"])
        {
            if (headers.NonValidated.TryGetValues(name, out var values) && values.ToString() is var value && !call.IsRepeatedIn(value))
            {
                answer.TryAddWithoutValidation(name, value);
            }
        }
    }
}
