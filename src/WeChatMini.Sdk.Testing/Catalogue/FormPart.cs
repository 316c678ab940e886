using System.Text;
using System.Text.RegularExpressions;

namespace WeChatMini.Sdk.Testing.Catalogue;

/// <summary>A part of a multipart form.</summary>
/// <param name="Name">Its name.</param>
/// <param name="HasFileName">Whether it says that it is a file.</param>
/// <param name="HasContentType">Whether it says what it holds.</param>
/// <param name="Text">What it holds, each byte as one character.</param>
internal sealed partial record FormPart(string Name, bool HasFileName, bool HasContentType, string Text)
{
    private const string Line = "\r\n";

    /// <summary>Returns the parts by name; null when the body is no form.</summary>
    public static Dictionary<string, FormPart>? Read(ReadOnlySpan<byte> body)
    {
        // Every byte becomes one character, whatever a file holds.
        var text = Encoding.Latin1.GetString(body);
        if (!text.StartsWith("--", StringComparison.Ordinal) || text.IndexOf(Line, StringComparison.Ordinal) is not (> 2 and var end))
        {
            return null;
        }

        var pieces = (Line + text).Split(Line + text[..end]);
        return pieces[^1].TrimEnd() != "--" ? null : pieces[1..^1].Select(Read).OfType<FormPart>().GroupBy(part => part.Name).ToDictionary(parts => parts.Key, parts => parts.First());
    }

    private static FormPart? Read(string piece)
    {
        // The line break that ends the boundary, headers, an empty line, what it holds.
        if (piece.Split(Line + Line, 2) is not [var head, var text] || DispositionPattern().Match(head) is not { Success: true } disposition)
        {
            return null;
        }

        return new FormPart(disposition.Groups["name"].Value, disposition.Groups["file"].Success, ContentTypePattern().IsMatch(head), text);
    }

    [GeneratedRegex("\r\nContent-Disposition: form-data; name=\"(?<name>[^\"]+)\"(?<file>; filename=\"[^\"]+\")?", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex DispositionPattern();

    [GeneratedRegex("\r\nContent-Type: [^\r/]+/[^\r]+", RegexOptions.IgnoreCase)]
    private static partial Regex ContentTypePattern();
}
