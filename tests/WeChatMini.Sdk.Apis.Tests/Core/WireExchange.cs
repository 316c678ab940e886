using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace WeChatMini.Sdk.Apis.Tests.Core;

/// <summary>A request and its answer, byte for byte.</summary>
internal sealed class WireExchange(string method, string path, string rawQuery, byte[] body, byte[] answer)
{
    public string Method => method;

    public string Path => path;

    /// <summary>What stood in the query, by name.</summary>
    public Dictionary<string, JsonElement[]> Query { get; } =
        QueryHelpers.ParseQuery(rawQuery).ToDictionary(parameter => parameter.Key, parameter => parameter.Value.Select(value => JsonSerializer.SerializeToElement(value)).ToArray());

    /// <summary>What stood in the body, by path.</summary>
    public Dictionary<string, JsonElement[]> Body { get; } = Values(body);

    /// <summary>What stood in the answer, by path.</summary>
    public Dictionary<string, JsonElement[]> Answer { get; } = Values(answer);

    /// <summary>Every value that is no object and no list, under its path as the catalogue writes it: <c>a.b</c> or <c>a[].b</c>.</summary>
    private static Dictionary<string, JsonElement[]> Values(byte[] json) => json.Length == 0
        ? []
        : Leaves("", JsonElement.Parse(json)).GroupBy(leaf => leaf.Path, leaf => leaf.Value).ToDictionary(leaves => leaves.Key, leaves => leaves.ToArray());

    private static IEnumerable<(string Path, JsonElement Value)> Leaves(string at, JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => Leaves(at.Length == 0 ? member.Name : $"{at}.{member.Name}", member.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(item => Leaves($"{at}[]", item)),
        _ => [(at, json)],
    };
}
