namespace WeChatMini.Sdk.Http;

/// <summary>A request's body in memory, so that what is signed is what is sent, and a second attempt sends the same again.</summary>
internal static class BodyBytes
{
    /// <summary>Makes a content give the same bytes as often as it is asked.</summary>
    public static Task HoldAsync(HttpContent? content, CancellationToken cancellationToken) =>
        content is null || IsHeld(content) ? Task.CompletedTask : content.LoadIntoBufferAsync(cancellationToken);

    /// <summary>Returns the bytes of a content that is held.</summary>
    public static async ValueTask<byte[]> ReadAsync(HttpContent? content, CancellationToken cancellationToken)
    {
        if (content is null)
        {
            return [];
        }

        if (!IsHeld(content) || content.Headers.ContentLength is not (>= 0 and <= int.MaxValue and var length))
        {
            return await content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        }

        var bytes = new byte[length];
        using var stream = new MemoryStream(bytes);
        content.CopyTo(stream, context: null, cancellationToken);
        return bytes;
    }

    /// <summary>Whether it is a copy in memory already. What is derived from these may be anything.</summary>
    private static bool IsHeld(HttpContent content) => content.GetType() is var type && (type == typeof(ByteArrayContent) || type == typeof(StringContent) || type == typeof(FormUrlEncodedContent));
}
