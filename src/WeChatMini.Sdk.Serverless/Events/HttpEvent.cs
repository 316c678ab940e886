using System.Text;

namespace WeChatMini.Sdk.Serverless.Events;

/// <summary>An HTTP request as it lay in an event, copied out of it.</summary>
internal sealed class HttpEvent
{
    public required string Method { get; init; }

    /// <summary>The path as it was sent, percent-encoded.</summary>
    public required string RawPath { get; init; }

    /// <summary>The query with its question mark, percent-encoded; empty when there is none.</summary>
    public string Query { get; init; } = "";

    public List<KeyValuePair<string, string>> Headers { get; } = [];

    public ReadOnlyMemory<byte> Body { get; init; }

    public string? RemoteAddress { get; init; }

    /// <summary>The path as servers give it to applications: decoded but for <c>%2F</c>, without dot segments.</summary>
    public string Path => EventPath.Decode(RawPath);

    /// <summary>A header's first value, or null.</summary>
    public string? Header(string name)
    {
        foreach (var (key, value) in Headers)
        {
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>The bytes of a body that lay in an event as text.</summary>
    /// <exception cref="FormatException">It was to be base64 and is not.</exception>
    public static byte[] Bytes(string? text, bool isBase64) => text is null ? [] : isBase64 ? Convert.FromBase64String(text) : Encoding.UTF8.GetBytes(text);
}
