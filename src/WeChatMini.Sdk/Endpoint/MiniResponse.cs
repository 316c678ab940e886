using System.Diagnostics;
using System.Text.Json.Serialization;

namespace WeChatMini.Sdk.Endpoint;

/// <summary>An HTTP response in plain terms. Its body may hold a session token: send it and log it nowhere.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class MiniResponse
{
    /// <summary>Describes a response of your own, for routes beside the contract's.</summary>
    /// <param name="statusCode">The status code, from 200 to 599.</param>
    /// <param name="contentType">The type of the body, such as <c>application/json</c>; null when there is none.</param>
    /// <param name="body">The body; empty by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">The status code is none of an answer.</exception>
    public MiniResponse(int statusCode, string? contentType = null, ReadOnlyMemory<byte> body = default)
        : this(statusCode is >= 200 and <= 599 ? statusCode : throw new ArgumentOutOfRangeException(nameof(statusCode), statusCode, "An answer has a status from 200 to 599."), contentType, body, [])
    {
    }

    internal MiniResponse(int statusCode, string? contentType, ReadOnlyMemory<byte> body, params (string Name, string Value)[] headers)
    {
        StatusCode = statusCode;
        Body = body;
        var all = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Cache-Control"] = "no-store" };
        if (contentType is not null)
        {
            all["Content-Type"] = contentType;
        }

        foreach (var (name, value) in headers)
        {
            all[name] = value;
        }

        Headers = all;
    }

    /// <summary>Gets the status code.</summary>
    public int StatusCode { get; }

    /// <summary>Gets the headers, <c>Content-Type</c> among them; none is repeated.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>Gets the body; empty with 204. Not serialised: it may hold a token.</summary>
    [JsonIgnore]
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>Hides headers and body.</summary>
    public override string ToString() => $"HTTP {StatusCode}, {Body.Length} bytes";
}
