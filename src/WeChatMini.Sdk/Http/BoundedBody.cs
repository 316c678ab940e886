namespace WeChatMini.Sdk.Http;

/// <summary>Reads a body into memory up to a limit, since <see cref="HttpClient.MaxResponseContentBufferSize"/> does not bind Refit.</summary>
internal static class BoundedBody
{
    private const int FirstBytes = 512;

    /// <param name="body">The stream, read to its end.</param>
    /// <param name="length">What the sender says it is; null when it does not.</param>
    /// <param name="limit">In bytes; more is an error before the rest is read.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async ValueTask<byte[]> ReadAsync(Stream body, long? length, long limit, CancellationToken cancellationToken)
    {
        if (length > limit)
        {
            throw TooLarge(limit);
        }

        // One byte more than announced, so that the end is seen without growing.
        var buffer = new byte[length is { } known ? known + 1 : Math.Min(FirstBytes, limit + 1)];
        var filled = 0;
        int read;
        while ((read = await body.ReadAsync(buffer.AsMemory(filled), cancellationToken).ConfigureAwait(false)) > 0)
        {
            filled += read;
            if (filled > limit)
            {
                throw TooLarge(limit);
            }

            if (filled == buffer.Length)
            {
                Array.Resize(ref buffer, (int)Math.Min(buffer.Length * 2L, limit + 1));
            }
        }

        Array.Resize(ref buffer, filled);
        return buffer;
    }

    private static HttpRequestException TooLarge(long limit) => new(HttpRequestError.ConfigurationLimitExceeded, $"The answer is larger than {limit} bytes.");
}
