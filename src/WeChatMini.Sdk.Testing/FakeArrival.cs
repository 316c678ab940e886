namespace WeChatMini.Sdk.Testing;

/// <summary>One request that reached the fake, whether or not it was answered.</summary>
public sealed class FakeArrival
{
    internal FakeArrival()
    {
    }

    /// <summary>Gets the HTTP method, such as <c>GET</c>.</summary>
    public required string Method { get; init; }

    /// <summary>Gets the path, without the query.</summary>
    public required string Path { get; init; }

    /// <summary>Gets the query as it came, but with <c>***</c> for the values of <c>secret</c>, <c>js_code</c> and <c>access_token</c>; empty when there was none.</summary>
    public required string RawQuery { get; init; }

    /// <summary>Gets the <c>appid</c> of the query; null when there was none.</summary>
    public required string? AppId { get; init; }

    /// <summary>Gets the request headers by name, in any case.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>Gets a name for the TCP connection.</summary>
    public required string ConnectionId { get; init; }

    /// <summary>Gets whether the connection had carried a request before.</summary>
    public required bool IsReusedConnection { get; init; }

    /// <summary>Gets the time of the arrival on the fake's clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Shows method, path and masked query.</summary>
    /// <returns>One line without secrets.</returns>
    public override string ToString() => $"{Method} {Path}{RawQuery}";
}
