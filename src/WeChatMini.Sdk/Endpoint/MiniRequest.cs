using System.Diagnostics;
using System.Text.Json.Serialization;

namespace WeChatMini.Sdk.Endpoint;

/// <summary>An HTTP request in plain terms, for hosts of every kind.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class MiniRequest
{
    private readonly Dictionary<string, string> _headers = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Describes a request.</summary>
    /// <param name="method">The method, such as <c>POST</c>.</param>
    /// <param name="path">The decoded path with the prefix and without the query, such as <c>/wx/login</c>.</param>
    /// <param name="headers">The headers; a name that comes twice is joined by a comma.</param>
    /// <param name="body">The body; empty when there is none. More than 16 KB is refused, of a push more than 256 KB.</param>
    public MiniRequest(string method, string path, IEnumerable<KeyValuePair<string, string>>? headers = null, ReadOnlyMemory<byte> body = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(method);
        ArgumentNullException.ThrowIfNull(path);
        Method = method;
        Path = path;
        Body = body;
        foreach (var (name, value) in headers ?? [])
        {
            _headers[name] = _headers.TryGetValue(name, out var before) ? before + "," + value : value;
        }
    }

    /// <summary>Gets the method.</summary>
    public string Method { get; }

    /// <summary>Gets the path.</summary>
    public string Path { get; }

    /// <summary>Gets the headers; names compare without case. Not serialised: they hold the token.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, string> Headers => _headers;

    /// <summary>Gets the body. Not serialised: it holds the login code.</summary>
    [JsonIgnore]
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>Gets or sets the client's address as the host gives it, or null.</summary>
    public string? RemoteAddress { get; init; }

    /// <summary>Gets or sets the query as it was sent, with or without its question mark; null when there is none. A push has its signature there.</summary>
    [JsonIgnore]
    public string? Query { get; init; }

    /// <summary>Gets or sets when the host ends this invocation, or null.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>Reads at most so many bytes of a body that is not there yet; null when it does not arrive as announced. Null where <see cref="Body"/> is all there is.</summary>
    [JsonIgnore]
    internal Func<int, ValueTask<ReadOnlyMemory<byte>?>>? ReadBody { get; init; }

    /// <summary>Hides query, headers and body.</summary>
    public override string ToString() => $"{Method} {Path}";

    /// <summary>The bearer token, or null when there is none.</summary>
    internal string? Token() => BearerToken.Of(_headers.GetValueOrDefault("Authorization"));
}
