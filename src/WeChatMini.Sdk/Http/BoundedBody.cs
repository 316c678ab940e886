using System.Buffers;

namespace WeChatMini.Sdk.Http;

/// <summary>Reads a body into memory up to a limit, since <see cref="HttpClient.MaxResponseContentBufferSize"/> does not bind Refit.</summary>
internal static class BoundedBody
{
    /// <summary>Most answers fit into this.</summary>
    private const int FirstBytes = 1024;

    /// <param name="body">The stream, read to its end.</param>
    /// <param name="limit">In bytes.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="HttpRequestException">It is larger; the rest was not read.</exception>
    public static async ValueTask<byte[]> ReadAsync(Stream body, long limit, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(FirstBytes);
        try
        {
            var filled = 0;
            int read;
            while ((read = await body.ReadAsync(buffer.AsMemory(filled), cancellationToken).ConfigureAwait(false)) > 0)
            {
                filled += read;
                if (filled > limit)
                {
                    throw new HttpRequestException(HttpRequestError.ConfigurationLimitExceeded, $"The answer is larger than {limit} bytes.");
                }

                if (filled == buffer.Length)
                {
                    buffer = Grow(buffer);
                }
            }

            return buffer.AsSpan(0, filled).ToArray();
        }
        finally
        {
            Return(buffer);
        }
    }

    private static byte[] Grow(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        Return(buffer);
        return larger;
    }

    /// <summary>Emptied, for whoever gets it next: it held a session_key or a token.</summary>
    private static void Return(byte[] buffer) => ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
}
