using System.Globalization;
using System.Text;

namespace WeChatMini.Sdk.SecureApi;

/// <summary>The texts that are signed and authenticated: UTF-8, in WeChat's guide's order.</summary>
/// <remarks>An older page has five lines, with the serial number; the guide's own examples verify with four.</remarks>
internal static class SecureText
{
    /// <summary>
    /// The address as WeChat sees it: scheme, host and path. What is not one of WeChat's hosts, such as a proxy or FakeWeChat, is taken to
    /// hand the call on to the main one.
    /// </summary>
    public static string Address(Uri host, string path) =>
        (host.IdnHost.EndsWith(".weixin.qq.com", StringComparison.OrdinalIgnoreCase) ? "https://" + host.IdnHost : "https://api.weixin.qq.com") + path;

    public static int MaxBytes(string address, string appId, string serial) => Encoding.UTF8.GetMaxByteCount(address.Length + appId.Length + serial.Length + 24);

    /// <summary>Writes <c>address|appid|timestamp|serial of the symmetric key</c>, and returns its length.</summary>
    public static int WriteAdditionalData(Span<byte> to, string address, string appId, long timestamp, string serial)
    {
        System.Text.Unicode.Utf8.TryWrite(to, CultureInfo.InvariantCulture, $"{address}|{appId}|{timestamp}|{serial}", out var written);
        return written;
    }

    /// <summary>Writes what stands before the body in the text that is signed, and returns its length.</summary>
    public static int WriteSignedHead(Span<byte> to, string address, string appId, long timestamp)
    {
        System.Text.Unicode.Utf8.TryWrite(to, CultureInfo.InvariantCulture, $"{address}\n{appId}\n{timestamp}\n", out var written);
        return written;
    }
}
