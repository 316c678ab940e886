using System.Text.Json;

namespace WeChatMini.Sdk.Http;

/// <summary>
/// Looks whether an answer is an error. WeChat sends errors as JSON under any content type, also where an image was asked for,
/// so the first byte decides; whatever does not begin like a JSON object passes through untouched and unbuffered. A web page is
/// refused: WeChat's server APIs give none, and that of a portal or proxy may repeat the address that it was asked for.
/// </summary>
internal static class AnswerPeek
{
    private const int MaxJsonBytes = 1024 * 1024;

    /// <summary>Returns errcode and errmsg, zero when there is none. The content can be read afterwards as if nothing had been read.</summary>
    /// <exception cref="UnusableAnswerException">A JSON answer is larger than 1 MiB, or the answer is a web page.</exception>
    public static async Task<(int Code, string? Message)> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var original = response.Content;
        var stream = await original.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var prefix = new byte[16];
        var length = await stream.ReadAtLeastAsync(prefix, prefix.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        if (!BeginsWith("{"u8, prefix.AsSpan(0, length)))
        {
            if (BeginsWith("<"u8, prefix.AsSpan(0, length)) && original.Headers.ContentType is null or { MediaType: "text/html" })
            {
                throw new UnusableAnswerException("was a web page");
            }

            response.Content = Replace(original, new StreamContent(new PrefixedStream(prefix.AsMemory(0, length), stream)));
            return default;
        }

        var body = await ReadAllAsync(prefix.AsMemory(0, length), stream, cancellationToken).ConfigureAwait(false);
        response.Content = Replace(original, new ByteArrayContent(body));
        original.Dispose();
        return Parse(body);
    }

    private static bool BeginsWith(ReadOnlySpan<byte> character, ReadOnlySpan<byte> prefix)
    {
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        var text = prefix.StartsWith(mark) ? prefix[mark.Length..] : prefix;
        return text.TrimStart(" \t\r\n"u8).StartsWith(character);
    }

    private static async Task<byte[]> ReadAllAsync(ReadOnlyMemory<byte> prefix, Stream stream, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        buffer.Write(prefix.Span);
        var chunk = new byte[8192];
        int read;
        while ((read = await stream.ReadAsync(chunk, cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (buffer.Length + read > MaxJsonBytes)
            {
                throw new UnusableAnswerException("was larger than 1 MiB of JSON");
            }

            buffer.Write(chunk, 0, read);
        }

        return buffer.ToArray();
    }

    private static (int Code, string? Message) Parse(byte[] body)
    {
        try
        {
            var text = body.AsSpan();
            if (text is [0xEF, 0xBB, 0xBF, ..])
            {
                text = text[3..];
            }

            var answer = JsonSerializer.Deserialize(text, ErrorOnlyJsonContext.Default.ErrorOnly);
            return (answer?.ErrorCode ?? 0, answer?.ErrorMessage);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Not an error that we can read: the caller's own reader says what it thinks of it.
            return default;
        }
    }

    private static HttpContent Replace(HttpContent original, HttpContent replacement)
    {
        foreach (var (name, values) in original.Headers)
        {
            replacement.Headers.TryAddWithoutValidation(name, values);
        }

        return replacement;
    }
}
