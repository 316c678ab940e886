using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WeChatMini.Sdk.Testing.SecureApi;

/// <summary>What the console's API security page holds, and WeChat's side of the protocol, written by the guide and apart from the library's own.</summary>
internal sealed class SecureConsole
{
    private const string Host = "https://api.weixin.qq.com";

    /// <summary>The first keys are those of the process: to make them takes a test longer than all the rest.</summary>
    private static readonly Lazy<(RSA Developer, PlatformCertificate Platform)> First = new(static () => (RSA.Create(2048), new PlatformCertificate()));

    public byte[] SymmetricKey { get; set; } = RandomNumberGenerator.GetBytes(32);

    public string SymmetricSerial { get; set; } = NewSerial();

    public RSA Developer { get; set; } = First.Value.Developer;

    public string PrivateSerial { get; set; } = NewSerial();

    public PlatformCertificate Platform { get; private set; } = First.Value.Platform;

    public PlatformCertificate? Deprecated { get; set; }

    public static string NewSerial() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    public void Renew() => (Deprecated, Platform) = (Platform, new());

    /// <summary>Opens a call; with an errcode when it is refused.</summary>
    public (int Code, OpenedCall? Call) Open(string path, IReadOnlyDictionary<string, string> headers, byte[] body, string appId, DateTimeOffset now)
    {
        string Header(string name) => headers.GetValueOrDefault(name, "");
        if (Header("Wechatmp-Signature").Length == 0 || Header("Wechatmp-TimeStamp").Length == 0 || Header("Wechatmp-Appid").Length == 0)
        {
            return (Header("Wechatmp-Signature").Length == 0 ? 40232 : Header("Wechatmp-TimeStamp").Length == 0 ? 40231 : 40233, null);
        }

        if (Header("Wechatmp-Appid") != appId)
        {
            return (40236, null);
        }

        if (!long.TryParse(Header("Wechatmp-TimeStamp"), NumberStyles.None, CultureInfo.InvariantCulture, out var timestamp) || Math.Abs(timestamp - now.ToUnixTimeSeconds()) > 300)
        {
            return (40240, null);
        }

        var signed = SignedText(path, appId, timestamp, body);
        if (!Convert.TryFromBase64String(Header("Wechatmp-Signature"), new byte[512], out _) || !Developer.VerifyData(signed, Convert.FromBase64String(Header("Wechatmp-Signature")), HashAlgorithmName.SHA256, RSASignaturePadding.Pss))
        {
            return (40234, null);
        }

        try
        {
            var box = JsonNode.Parse(body)!;
            byte[] Part(string name) => Convert.FromBase64String((string)box[name]!);
            var plaintext = new byte[Part("data").Length];
            using var aes = new AesGcm(SymmetricKey, 16);
            aes.Decrypt(Part("iv"), Part("data"), Part("authtag"), plaintext, AdditionalData(path, appId, timestamp));
            return OpenedCall.Of(plaintext, appId, timestamp) is { } call ? (0, call) : (40235, null);
        }
        catch (Exception exception) when (exception is JsonException or FormatException or CryptographicException or ArgumentException or InvalidOperationException)
        {
            return (40235, null);
        }
    }

    /// <summary>Seals and signs an answer, right or wrong in one way.</summary>
    public SealedAnswer Seal(string path, byte[] plaintext, string appId, long now, FakeSecureCorruption corruption)
    {
        var time = now + corruption switch
        {
            FakeSecureCorruption.StaleTime => -600,
            FakeSecureCorruption.FutureTime => 600,
            _ => 0,
        };
        var app = corruption == FakeSecureCorruption.OtherApp ? "wx00000000000000ff" : appId;
        var signedPath = corruption == FakeSecureCorruption.OtherPath ? "/wxa/another" : path;
        var inside = JsonNode.Parse(plaintext)!.AsObject();
        inside["_n"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        inside["_appid"] = corruption == FakeSecureCorruption.OtherAppInside ? "wx00000000000000ff" : app;
        inside["_timestamp"] = corruption == FakeSecureCorruption.OtherTimeInside ? time + 1 : time;
        var text = Encoding.UTF8.GetBytes(inside.ToJsonString(FakeSealedData.Plain));
        var body = corruption == FakeSecureCorruption.NotSealed ? text : Encrypt(text, AdditionalData(signedPath, app, time), corruption);
        if (corruption == FakeSecureCorruption.InTheClear)
        {
            return new SealedAnswer(plaintext, new Dictionary<string, string>());
        }

        var headers = new Dictionary<string, string>
        {
            ["Wechatmp-Appid"] = app,
            ["Wechatmp-TimeStamp"] = (time + (corruption == FakeSecureCorruption.MovedTime ? 1 : 0)).ToString(CultureInfo.InvariantCulture),
            ["Wechatmp-Serial"] = corruption == FakeSecureCorruption.OtherSerial ? NewSerial() : Platform.Serial,
        };
        var signed = SignedText(signedPath, app, time, body);
        if (corruption != FakeSecureCorruption.NotSigned)
        {
            headers["Wechatmp-Signature"] = Sign(corruption == FakeSecureCorruption.OtherKey ? Developer : Platform.Key, signed, corruption);
        }

        if (Deprecated is { } old)
        {
            (headers["Wechatmp-Serial-Deprecated"], headers["Wechatmp-Signature-Deprecated"]) = (old.Serial, Sign(old.Key, signed, corruption));
        }

        if (corruption == FakeSecureCorruption.FlippedBody)
        {
            body[body.Length / 2] ^= 1;
        }

        return new SealedAnswer(body, headers);
    }

    private static string Sign(RSA key, byte[] text, FakeSecureCorruption corruption)
    {
        var signature = key.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
        signature[signature.Length / 2] ^= (byte)(corruption == FakeSecureCorruption.FlippedSignature ? 1 : 0);
        return Convert.ToBase64String(signature);
    }

    private static byte[] SignedText(string path, string appId, long timestamp, byte[] body) =>
        [.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Host}{path}\n{appId}\n{timestamp}\n")), .. body];

    private byte[] AdditionalData(string path, string appId, long timestamp) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Host}{path}|{appId}|{timestamp}|{SymmetricSerial}"));

    private byte[] Encrypt(byte[] text, byte[] additionalData, FakeSecureCorruption corruption)
    {
        var (nonce, data, tag) = (RandomNumberGenerator.GetBytes(12), new byte[text.Length], new byte[16]);
        using var aes = new AesGcm(corruption == FakeSecureCorruption.OtherSymmetricKey ? RandomNumberGenerator.GetBytes(32) : SymmetricKey, 16);
        aes.Encrypt(nonce, text, data, tag, additionalData);
        data[0] ^= (byte)(corruption == FakeSecureCorruption.FlippedCiphertext ? 1 : 0);
        return Encoding.UTF8.GetBytes($$"""{"iv":"{{Convert.ToBase64String(nonce)}}","data":"{{Convert.ToBase64String(data)}}","authtag":"{{Convert.ToBase64String(tag)}}"}""");
    }
}
