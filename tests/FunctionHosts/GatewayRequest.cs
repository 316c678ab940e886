namespace FunctionHosts;

/// <summary>A client's request as it reaches a gateway.</summary>
/// <param name="Method">The method.</param>
/// <param name="Target">Path and query, percent-encoded.</param>
/// <param name="Headers">The headers; a name may come twice.</param>
/// <param name="Body">The body.</param>
internal sealed record GatewayRequest(string Method, string Target, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body)
{
    public (string Path, string Query) Split() => Target.IndexOf('?') is var at and >= 0 ? (Target[..at], Target[(at + 1)..]) : (Target, "");
}
