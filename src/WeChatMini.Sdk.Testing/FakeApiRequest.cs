namespace WeChatMini.Sdk.Testing;

/// <summary>A call of a server API that carried a valid access token.</summary>
public sealed class FakeApiRequest
{
    internal FakeApiRequest(FakeApp app, string method, byte[] body, Func<string, string> query, IReadOnlyDictionary<string, string> headers, byte[]? plaintext = null)
    {
        Headers = headers;
        Plaintext = plaintext ?? [];
        App = app;
        Method = method;
        Body = body;
        Query = query;
    }

    /// <summary>Gets the mini-program whose token it was.</summary>
    public FakeApp App { get; }

    /// <summary>Gets the method.</summary>
    public string Method { get; }

    /// <summary>Gets the body; empty when there was none. Of a call that arrived sealed, what was in it.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>Gets the headers; their names do not depend on case.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>Gets what was sealed in a call that arrived sealed, its own three members among it; empty for another one. See <see cref="FakeSecureApi"/>.</summary>
    public ReadOnlyMemory<byte> Plaintext { get; }

    /// <summary>Gets the decoded value of a query parameter by its name; empty when there is none.</summary>
    public Func<string, string> Query { get; }
}
