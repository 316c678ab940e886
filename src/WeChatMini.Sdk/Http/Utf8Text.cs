namespace WeChatMini.Sdk.Http;

/// <summary>Text as it comes over the wire.</summary>
internal static class Utf8Text
{
    /// <summary>The text without the byte order mark that some proxies put in front, and that a JSON reader refuses.</summary>
    public static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> text) => text is [0xEF, 0xBB, 0xBF, ..] ? text[3..] : text;
}
