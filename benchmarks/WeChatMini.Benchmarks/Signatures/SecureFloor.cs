using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using WeChatMini.Benchmarks.Harness;
using WeChatMini.Sdk.SecureApi;

namespace WeChatMini.Benchmarks.Signatures;

/// <summary>The same work with calls of the runtime and keys that are parsed once: encrypt and sign a request; verify, decrypt and check an answer.</summary>
internal sealed class SecureFloor : IDisposable
{
    public const string Path = "/wxa/getuserriskrank";
    private const string Address = "https://api.weixin.qq.com" + Path;
    private const string Serial = "79ba700ea147819f640941bceb38b1d1";
    private readonly RSA _developer = RSA.Create(2048);
    private readonly RSA _platform = RSA.Create(2048);
    private readonly RSA _certificate;
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    public SecureFloor()
    {
        using var certificate = new CertificateRequest("CN=WeChat", _platform, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(1));
        _certificate = certificate.GetRSAPublicKey()!;
        Settings = new()
        {
            SymmetricKey = new() { Serial = Serial, Value = Convert.ToBase64String(_key) },
            PrivateKey = new() { Value = _developer.ExportRSAPrivateKeyPem() },
            Certificate = new() { Serial = Serial, Value = certificate.ExportCertificatePem() },
        };
        Answer = Encrypt(Encoding.UTF8.GetBytes($$"""{"_n":"ShYZpqdVgY+yQVAxNSWhYg","_appid":"{{App.Id}}","_timestamp":{{Now}},"errcode":0,"errmsg":"getuserriskrank succ","risk_rank":0,"unoin_id":2258658297}"""));
        foreach (var (name, value) in new[] { ("Wechatmp-Appid", App.Id), ("Wechatmp-TimeStamp", Time), ("Wechatmp-Serial", Serial), ("Wechatmp-Signature", Convert.ToBase64String(_platform.SignData(Signed(Answer), HashAlgorithmName.SHA256, RSASignaturePadding.Pss))) })
        {
            Response.Headers.TryAddWithoutValidation(name, value);
        }
    }

    public static long Now => 1_700_000_000;

    public WeChatSecureApiOptions Settings { get; }

    public byte[] Answer { get; }

    public HttpResponseMessage Response { get; } = new();

    private static string Time => Now.ToString(CultureInfo.InvariantCulture);

    public (byte[] Body, string Signature) Seal(byte[] body)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        var sealedBody = Encrypt(Encoding.UTF8.GetBytes($$"""{"_n":"{{nonce}}","_appid":"{{App.Id}}","_timestamp":{{Time}},{{Encoding.UTF8.GetString(body)[1..]}}"""));
        return (sealedBody, Convert.ToBase64String(_developer.SignData(Signed(sealedBody), HashAlgorithmName.SHA256, RSASignaturePadding.Pss)));
    }

    public byte[] Open()
    {
        string Header(string name) => Response.Headers.NonValidated[name].ToString();
        if (Header("Wechatmp-Appid") != App.Id || Header("Wechatmp-Serial") != Serial || Math.Abs(long.Parse(Header("Wechatmp-TimeStamp"), CultureInfo.InvariantCulture) - Now) > 300
            || !_certificate.VerifyData(Signed(Answer), Convert.FromBase64String(Header("Wechatmp-Signature")), HashAlgorithmName.SHA256, RSASignaturePadding.Pss))
        {
            throw new CryptographicException("refused");
        }

        var box = JsonNode.Parse(Answer)!;
        byte[] Part(string name) => Convert.FromBase64String((string)box[name]!);
        var data = Part("data");
        using var aes = new AesGcm(_key, 16);
        aes.Decrypt(Part("iv"), data, Part("authtag"), data, AdditionalData());
        var members = JsonNode.Parse(data)!.AsObject();
        return (string?)members["_appid"] == App.Id && (long?)members["_timestamp"] == Now && members.Remove("_n") && members.Remove("_appid") && members.Remove("_timestamp")
            ? Encoding.UTF8.GetBytes(members.ToJsonString())
            : throw new CryptographicException("refused");
    }

    public void Dispose()
    {
        _developer.Dispose();
        _platform.Dispose();
        _certificate.Dispose();
        Response.Dispose();
    }

    private static byte[] Signed(byte[] body) => [.. Encoding.UTF8.GetBytes($"{Address}\n{App.Id}\n{Time}\n"), .. body];

    private static byte[] AdditionalData() => Encoding.UTF8.GetBytes($"{Address}|{App.Id}|{Time}|{Serial}");

    private byte[] Encrypt(byte[] text)
    {
        var (nonce, tag) = (RandomNumberGenerator.GetBytes(12), new byte[16]);
        using var aes = new AesGcm(_key, 16);
        aes.Encrypt(nonce, text, text, tag, AdditionalData());
        return Encoding.UTF8.GetBytes($$"""{"iv":"{{Convert.ToBase64String(nonce)}}","data":"{{Convert.ToBase64String(text)}}","authtag":"{{Convert.ToBase64String(tag)}}"}""");
    }
}
