using System.Text;
using System.Text.Json.Nodes;

namespace WeChatMini.Sdk.Testing.Push;

/// <summary>What can be wrong with a ciphertext, a message and a body.</summary>
internal static class PushCorruptions
{
    public static string OtherDigit(string signature) => signature[..^1] + (signature[^1] == '0' ? '1' : '0');

    public static string Ciphertext(byte[] bytes, FakePushCorruption wrong) => wrong switch
    {
        FakePushCorruption.CutCiphertext => Convert.ToBase64String(bytes.AsSpan(0, bytes.Length - 5)),
        FakePushCorruption.EmptyCiphertext => "",
        FakePushCorruption.NotBase64 => Convert.ToBase64String(bytes)[..^4] + "*-_!",
        _ => Convert.ToBase64String(bytes),
    };

    /// <summary>The body is signed over one ciphertext and has another.</summary>
    public static byte[] ChangeCiphertext(byte[] body, string encrypt)
    {
        var changed = (encrypt[0] == 'A' ? 'B' : 'A') + encrypt[1..];
        return Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body).Replace(encrypt, changed, StringComparison.Ordinal));
    }

    public static byte[] Message(JsonObject document, string text, FakePushFormat format, FakePushCorruption wrong) => wrong switch
    {
        FakePushCorruption.SealedNonsense => "nothing that means anything"u8.ToArray(),
        FakePushCorruption.SealedInvalidUtf8 => [.. Encoding.UTF8.GetBytes(text[..1]), 0xC3, 0x28, .. Encoding.UTF8.GetBytes(text[1..])],
        FakePushCorruption.SealedDuplicate => Encoding.UTF8.GetBytes(Twice(text, "MsgType", document["MsgType"]?.ToString() ?? "", format)),
        FakePushCorruption.SealedTooDeep => Encoding.UTF8.GetBytes(Nested(16, format)),
        _ => Encoding.UTF8.GetBytes(text),
    };

    public static byte[] Body(JsonObject document, string text, FakePushFormat format, FakePushCorruption wrong) => wrong switch
    {
        FakePushCorruption.EmptyBody => [],
        FakePushCorruption.InvalidUtf8 => [.. Encoding.UTF8.GetBytes(text[..^1]), 0xC3, 0x28, .. Encoding.UTF8.GetBytes(text[^1..])],
        FakePushCorruption.DuplicateEncrypt => Encoding.UTF8.GetBytes(Twice(text, "Encrypt", document["Encrypt"]?.ToString() ?? "", format)),
        FakePushCorruption.TrailingBytes => Encoding.UTF8.GetBytes(text + "x"),
        FakePushCorruption.CutBody => Encoding.UTF8.GetBytes(text[..^3]),
        FakePushCorruption.DeepBody => Encoding.UTF8.GetBytes(Nested(17_000, format)),
        FakePushCorruption.ExternalEntity => Encoding.UTF8.GetBytes(WithDocumentType(document, "<!ENTITY x SYSTEM \"file:///etc/passwd\">", "&x;")),
        FakePushCorruption.BillionLaughs => Encoding.UTF8.GetBytes(WithDocumentType(document, Laughs(), "&l9;")),
        FakePushCorruption.HugeBody => Encoding.UTF8.GetBytes(text + new string(' ', 1024 * 1024)),
        _ => Encoding.UTF8.GetBytes(text),
    };

    private static string Twice(string text, string name, string value, FakePushFormat format) => format == FakePushFormat.Json
        ? text[..^1] + $",\"{name}\":\"{value}\"}}"
        : text[..^"</xml>".Length] + $"<{name}>{value}</{name}></xml>";

    private static string Nested(int levels, FakePushFormat format) => format == FakePushFormat.Json
        ? string.Concat(Enumerable.Repeat("{\"a\":", levels)) + "{}" + new string('}', levels)
        : "<xml>" + string.Concat(Enumerable.Repeat("<a>", levels)) + string.Concat(Enumerable.Repeat("</a>", levels)) + "</xml>";

    private static string WithDocumentType(JsonObject document, string entities, string use)
    {
        var body = PushText.Of(document, FakePushFormat.Xml);
        return "<!DOCTYPE xml [" + entities + "]>" + body[..^"</xml>".Length] + "<x>" + use + "</x></xml>";
    }

    private static string Laughs() => "<!ENTITY l0 \"ha\">" + string.Concat(Enumerable.Range(1, 9).Select(level => $"<!ENTITY l{level} \"{string.Concat(Enumerable.Repeat($"&l{level - 1};", 10))}\">"));
}
