namespace WeChatMini.Sdk.Testing;

/// <summary>A request as WeChat sends it, for code under test that is not reached over HTTP.</summary>
/// <param name="method"><c>GET</c> or <c>POST</c>.</param>
/// <param name="query">The query without question mark.</param>
/// <param name="contentType">The content type; null without a body.</param>
/// <param name="body">The body.</param>
public sealed class FakePushRequest(string method, string query, string? contentType, ReadOnlyMemory<byte> body)
{
    /// <summary>Gets the method.</summary>
    public string Method { get; } = method;

    /// <summary>Gets the query without question mark.</summary>
    public string Query { get; } = query;

    /// <summary>Gets the content type; null without a body.</summary>
    public string? ContentType { get; } = contentType;

    /// <summary>Gets the body; empty for a check of the address.</summary>
    public ReadOnlyMemory<byte> Body { get; } = body;

    /// <summary>Hides the signature.</summary>
    /// <returns>Method and length.</returns>
    public override string ToString() => $"{Method}, {Body.Length} bytes";
}
