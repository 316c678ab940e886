using System.Buffers;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using WeChatMini.Sdk.SecureApi;

namespace WeChatMini.Sdk.Http;

/// <summary>
/// Reads a body into memory up to a limit, since <see cref="HttpClient.MaxResponseContentBufferSize"/> does not bind Refit. The
/// memory is lent, and emptied when it goes back: it held a session_key or a token.
/// </summary>
internal static class BodyReader
{
    /// <summary>Most answers fit into this.</summary>
    private const int FirstBytes = 1024;

    /// <param name="body">The stream.</param>
    /// <param name="response">What the sender says of it.</param>
    /// <param name="limit">How much is read, and whether what is no JSON object passes through instead.</param>
    /// <param name="protection">Opens it; null for an answer as it is.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The body in memory, or a stream that begins with what was read to see that it is no JSON object.</returns>
    /// <exception cref="UnusableAnswerException">It is larger, and the rest was not read; or it is a web page; or it cannot be trusted.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<HttpContent> ReadAsync(Stream body, HttpResponseMessage response, BodyLimit limit, SecureCall? protection, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(FirstBytes);
        var filled = 0;
        var mayPass = limit.PassesOthers && protection is null;
        try
        {
            int read;
            do
            {
                if (filled > limit.Bytes)
                {
                    throw new UnusableAnswerException($"was larger than {limit.Bytes} bytes");
                }

                if (filled == buffer.Length)
                {
                    buffer = Grow(buffer);
                }

                read = await body.ReadAsync(buffer.AsMemory(filled), cancellationToken).ConfigureAwait(false);
                filled += read;
                if (mayPass && (read == 0 || JsonText.IsLongEnough(buffer.AsSpan(0, filled))))
                {
                    if (!JsonText.IsObject(buffer.AsSpan(0, filled)))
                    {
                        return Pass(buffer.AsSpan(0, filled), body, response.Content.Headers, limit.Clock ?? TimeProvider.System);
                    }

                    mayPass = false;
                }
            }
            while (read > 0);

            return protection?.Open(response.Headers, buffer.AsSpan(0, filled)) ?? new BodyContent(buffer.AsSpan(0, filled).ToArray());
        }
        finally
        {
            Return(buffer);
        }
    }

    private static StreamContent Pass(ReadOnlySpan<byte> seen, Stream body, HttpContentHeaders headers, TimeProvider clock)
    {
        // WeChat's server APIs give no web page, and that of a portal or proxy may repeat the address that it was asked for.
        return JsonText.IsMarkup(seen) && headers.ContentType is null or { MediaType: "text/html" }
            ? throw new UnusableAnswerException("was a web page")
            : new StreamContent(new PrefixedStream(seen.ToArray(), body, clock));
    }

    private static byte[] Grow(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        Return(buffer);
        return larger;
    }

    private static void Return(byte[] buffer) => ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
}
