using System.Text;
using System.Text.RegularExpressions;

namespace WeChatMini.Sdk.Testing.Catalogue;

/// <summary>Reads the names of a form's parts, which is all that is checked of them.</summary>
internal static partial class MultipartText
{
    /// <summary>Returns the names; null when the body is no form.</summary>
    public static IReadOnlySet<string>? Names(ReadOnlySpan<byte> body)
    {
        // Every byte becomes one character, whatever a file holds.
        var text = Encoding.Latin1.GetString(body);
        var boundary = text.StartsWith("--", StringComparison.Ordinal) && text.IndexOf("\r\n", StringComparison.Ordinal) is > 0 and var end ? text[..end] : null;
        return boundary is null || !text.TrimEnd().EndsWith(boundary + "--", StringComparison.Ordinal)
            ? null
            : text.Split(boundary).Select(part => NamePattern().Match(part)).Where(match => match.Success).Select(match => match.Groups["name"].Value).ToHashSet();
    }

    [GeneratedRegex("^\r\nContent-Disposition: form-data; name=\"(?<name>[^\"]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex NamePattern();
}
