using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using WeChatMini.Benchmarks.Harness;

namespace WeChatMini.Benchmarks.Push;

/// <summary>One request as WeChat makes it in safe mode: an event of some 400 bytes, sealed and signed.</summary>
internal sealed record PushPost(string Query, byte[] Body)
{
    public const string Token = "benchmarktoken";

    public const string EncodingAesKey = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

    private const string Account = "gh_97417a04a28d";

    /// <param name="number">Tells it from all others: the one that comes twice is not handled twice.</param>
    /// <param name="now">When it is sent.</param>
    /// <param name="isXml">Or JSON.</param>
    public static PushPost Create(int number, DateTimeOffset now, bool isXml)
    {
        var seconds = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var nonce = (1_000_000_000 + number).ToString(CultureInfo.InvariantCulture);
        var user = "oBenchmark" + number.ToString("D18", CultureInfo.InvariantCulture);
        var encrypt = Seal(Encoding.UTF8.GetBytes(Write(
            isXml,
            ("ToUserName", Account),
            ("FromUserName", user),
            ("CreateTime", seconds),
            ("MsgType", "event"),
            ("Event", "user_info_modified"),
            ("OpenID", user),
            ("AppID", App.Id),
            ("RevokeInfo", "301"))));
        var query = $"signature={Sign(seconds, nonce, "")}&timestamp={seconds}&nonce={nonce}&openid={user}&encrypt_type=aes&msg_signature={Sign(seconds, nonce, encrypt)}";
        return new(query, Encoding.UTF8.GetBytes(Write(isXml, ("ToUserName", Account), ("Encrypt", encrypt))));
    }

    private static string Write(bool isXml, params (string Name, string Value)[] fields)
    {
        var parts = fields.Select(field => (isXml, field.Name) switch
        {
            (true, "CreateTime") => $"<{field.Name}>{field.Value}</{field.Name}>",
            (true, _) => $"<{field.Name}><![CDATA[{field.Value}]]></{field.Name}>",
            (false, "CreateTime") => $"\"{field.Name}\":{field.Value}",
            _ => $"\"{field.Name}\":\"{field.Value}\"",
        });
        return isXml ? "<xml>" + string.Join('\n', parts) + "</xml>" : "{" + string.Join(',', parts) + "}";
    }

    private static string Sign(params string[] parts)
    {
        string[] all = [Token, .. parts];
        Array.Sort(all, StringComparer.Ordinal);
#pragma warning disable CA5350 // WeChat's protocol says SHA-1.
        return Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(string.Concat(all))));
#pragma warning restore CA5350
    }

    private static string Seal(byte[] message)
    {
        var key = Convert.FromBase64String(EncodingAesKey + "=");
        var length = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, message.Length);
        byte[] content = [.. RandomNumberGenerator.GetBytes(16), .. length, .. message, .. Encoding.UTF8.GetBytes(App.Id)];
        var pad = 32 - (content.Length % 32);
        using var aes = Aes.Create();
        aes.Key = key;
        return Convert.ToBase64String(aes.EncryptCbc([.. content, .. Enumerable.Repeat((byte)pad, pad)], key.AsSpan(0, 16), PaddingMode.None));
    }
}
