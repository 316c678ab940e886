using System.Buffers;
using WeChatMini.Sdk.Errors;

namespace WeChatMini.Sdk.CloudRun;

/// <summary>
/// Reads what the platform adds to a request. A name that comes twice is joined by a comma, and none of these values has one, so
/// a value of other characters than these is either two or made by somebody else. Source: CloudRun guide, WeChat information in the container.
/// </summary>
internal static class CloudRunHeaders
{
    private static readonly SearchValues<char> Plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    /// <summary>Returns a value; null when it is absent or empty.</summary>
    /// <exception cref="WeChatException">It came twice, or is no value that the platform sends.</exception>
    public static string? Value(IReadOnlyDictionary<string, string> headers, string name) =>
        !headers.TryGetValue(name, out var value) || value.Length == 0 ? null
            : IsPlain(value) ? value
            : throw new WeChatException(WeChatErrorKind.InvalidRequest, $"{name} came more than once, or not as the platform writes it.");

    public static bool IsPlain(string? value) => value is { Length: > 0 and <= 128 } && !value.AsSpan().ContainsAnyExcept(Plain);
}
