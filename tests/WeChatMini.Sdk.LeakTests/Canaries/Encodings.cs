using System.Buffers.Text;
using System.Net;
using System.Text;
using System.Text.Json;

namespace WeChatMini.Sdk.LeakTests.Canaries;

/// <summary>The forms that a value takes in addresses, JSON, HTML, headers and dumps. Comparison ignores case, so one case of hexadecimal digits is enough.</summary>
internal static class Encodings
{
    public static IEnumerable<string> OfText(string text)
    {
        yield return text;
        yield return Uri.EscapeDataString(text);
        yield return Uri.EscapeDataString(Uri.EscapeDataString(text));
        yield return WebUtility.UrlEncode(text);
        yield return WebUtility.HtmlEncode(text);
        yield return JsonSerializer.Serialize(text).Trim('"');
        yield return text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        yield return text.Replace("\"", "\\\"", StringComparison.Ordinal).Replace("/", "\\/", StringComparison.Ordinal);
        foreach (var form in OfBytes(Encoding.UTF8.GetBytes(text)))
        {
            yield return form;
        }

        yield return Convert.ToHexString(Encoding.Unicode.GetBytes(text));

        // So does the runtime write a line of an address that it cannot read.
        yield return BitConverter.ToString(Encoding.UTF8.GetBytes(Uri.EscapeDataString(text)));
    }

    public static IEnumerable<string> OfBytes(byte[] bytes)
    {
        // A byte sink is read as Latin-1, one character a byte.
        yield return Encoding.Latin1.GetString(bytes);
        yield return Convert.ToHexString(bytes);
        yield return BitConverter.ToString(bytes);
        foreach (var form in Base64InTheMiddleOf(bytes))
        {
            yield return form;
            yield return form.Replace('+', '-').Replace('/', '_');
        }

        yield return Convert.ToBase64String(bytes);
        yield return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Inside a longer encoded text a value can begin at any of three positions of a group; what is certain of each is returned.</summary>
    private static IEnumerable<string> Base64InTheMiddleOf(byte[] bytes)
    {
        for (var skip = 0; skip < 3; skip++)
        {
            var groups = (bytes.Length - skip) / 3;
            yield return Convert.ToBase64String(bytes, skip, groups * 3);
        }
    }
}
