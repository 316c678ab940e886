using System.Globalization;
using System.Text;

namespace WeChatMini.Sdk.SecureApi;

/// <summary>The texts that are signed and authenticated: UTF-8, in WeChat's guide's order.</summary>
/// <remarks>An older page has five lines, with the serial number; the guide's own examples verify with four.</remarks>
internal static class SecureText
{
    private const string Main = "https://api.weixin.qq.com";

    /// <summary>
    /// What the address begins with as WeChat sees it, before the path: scheme and host. What is not one of WeChat's hosts, such as a proxy or FakeWeChat, is taken to
    /// hand the call on to the main one.
    /// </summary>
    public static string Origin(Uri host) =>
        host.IdnHost is var name && name.EndsWith(".weixin.qq.com", StringComparison.OrdinalIgnoreCase) && !Main.AsSpan("https://".Length).Equals(name, StringComparison.OrdinalIgnoreCase) ? "https://" + name : Main;

    public static int MaxBytes(string origin, string path, string appId, string serial) => Encoding.UTF8.GetMaxByteCount(origin.Length + path.Length + appId.Length + serial.Length + 24);

    /// <summary>Writes <c>address|appid|timestamp|serial of the symmetric key</c>, and returns its length.</summary>
    public static int WriteAdditionalData(Span<byte> to, string origin, string path, string appId, long timestamp, string serial)
    {
        System.Text.Unicode.Utf8.TryWrite(to, CultureInfo.InvariantCulture, $"{origin}{path}|{appId}|{timestamp}|{serial}", out var written);
        return written;
    }

    /// <summary>Writes what stands before the body in the text that is signed, and returns its length.</summary>
    public static int WriteSignedHead(Span<byte> to, string origin, string path, string appId, long timestamp)
    {
        System.Text.Unicode.Utf8.TryWrite(to, CultureInfo.InvariantCulture, $"{origin}{path}\n{appId}\n{timestamp}\n", out var written);
        return written;
    }
}
