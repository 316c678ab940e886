using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace WeChatMini.Sdk.Testing.Endpoints;

/// <summary>A request as an endpoint sees it.</summary>
internal sealed class FakeRequest(string method, string rawQuery, byte[] body, IReadOnlyDictionary<string, string> headers)
{
    private readonly Dictionary<string, StringValues> _query = QueryHelpers.ParseQuery(rawQuery);

    public string Method => method;

    public byte[] Body => body;

    public IReadOnlyDictionary<string, string> Headers => headers;

    /// <summary>The decoded value of a query parameter; empty when it is missing or has none.</summary>
    public string Query(string name) => _query.TryGetValue(name, out var values) ? values[0] ?? "" : "";

    public bool Repeats(string name) => _query.TryGetValue(name, out var values) && values.Count > 1;
}
