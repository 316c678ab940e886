namespace WeChatMini.Sdk.Http;

/// <summary>JSON as it comes over the wire.</summary>
internal static class JsonText
{
    /// <summary>The text without the byte order mark that some proxies put in front, and that a JSON reader refuses.</summary>
    public static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> text) => text is [0xEF, 0xBB, 0xBF, ..] ? text[3..] : text;

    /// <summary>Whether the beginning of a text shows what it is: WeChat sends errors as JSON under any content type, also where an image was asked for.</summary>
    public static bool IsLongEnough(ReadOnlySpan<byte> beginning) => beginning.Length >= 16 || (beginning.Length >= 3 && !Trim(beginning).IsEmpty);

    /// <summary>Whether a text begins like a JSON object.</summary>
    public static bool IsObject(ReadOnlySpan<byte> beginning) => Trim(beginning).StartsWith("{"u8);

    /// <summary>Whether a text begins like a web page.</summary>
    public static bool IsMarkup(ReadOnlySpan<byte> beginning) => Trim(beginning).StartsWith("<"u8);

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) => WithoutMark(text).TrimStart(" \t\r\n"u8);
}
