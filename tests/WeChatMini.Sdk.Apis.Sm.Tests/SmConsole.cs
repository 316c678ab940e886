using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Org.BouncyCastle.Asn1.GM;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Operators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.OpenSsl;
using Org.BouncyCastle.Pkcs;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.X509;
using WeChatMini.Sdk.SecureApi;
using WeChatMini.Sdk.Testing;

namespace WeChatMini.Sdk.Apis.Sm.Tests;

/// <summary>WeChat's side with the ciphers of GM/T: keys, the check of a call, and a sealed answer.</summary>
internal sealed class SmConsole
{
    private const string Host = "https://api.weixin.qq.com";
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(16);
    private readonly AsymmetricCipherKeyPair _developer = NewPair();
    private readonly AsymmetricCipherKeyPair _platform = NewPair();

    public string SymmetricSerial { get; } = RandomNumberGenerator.GetHexString(32, lowercase: true);

    public string PrivateSerial { get; } = RandomNumberGenerator.GetHexString(32, lowercase: true);

    public string CertificateSerial { get; } = RandomNumberGenerator.GetHexString(32, lowercase: true);

    public bool FlipsSignature { get; set; }

    public string? Opened { get; private set; }

    public void CopyTo(WeChatSecureApiOptions options, bool isPkcs8)
    {
        options.Algorithm = SecureApiAlgorithm.Sm;
        options.SymmetricKey = new() { Serial = SymmetricSerial, Value = Convert.ToBase64String(_key) };
        options.PrivateKey = new() { Serial = PrivateSerial, Value = Pem(isPkcs8 ? new Org.BouncyCastle.Utilities.IO.Pem.PemObject("PRIVATE KEY", PrivateKeyInfoFactory.CreatePrivateKeyInfo(_developer.Private).GetEncoded()) : _developer.Private) };
        options.Certificate = new() { Serial = CertificateSerial, Value = Pem(Certificate()) };
    }

    public FakeApiAnswer Answer(FakeApiRequest request, string path, DateTimeOffset now, string plaintext)
    {
        string Header(string name) => request.Headers[name];
        var head = $"{Host}{path}\n{Header("Wechatmp-Appid")}\n{Header("Wechatmp-TimeStamp")}\n";
        var additional = Encoding.UTF8.GetBytes($"{Host}{path}|{Header("Wechatmp-Appid")}|{Header("Wechatmp-TimeStamp")}|{SymmetricSerial}");
        if (!Signer(false, _developer.Public, PrivateSerial, [.. Encoding.UTF8.GetBytes(head), .. request.Body.Span]).VerifySignature(Convert.FromBase64String(Header("Wechatmp-Signature"))))
        {
            return FakeApiAnswer.Json("""{"errcode":40234,"errmsg":"invalid signature"}""");
        }

        var box = JsonNode.Parse(request.Body.Span)!;
        byte[] Part(string name) => Convert.FromBase64String((string)box[name]!);
        var text = new byte[Part("data").Length];
        using var cipher = new Sm4Cipher([.. _key]);
        if (!cipher.TryDecrypt(Part("iv"), Part("data"), Part("authtag"), text, additional))
        {
            return FakeApiAnswer.Json("""{"errcode":40235,"errmsg":"invalid encryption"}""");
        }

        Opened = Encoding.UTF8.GetString(text);
        var time = now.ToUnixTimeSeconds();
        var inside = JsonNode.Parse(plaintext)!.AsObject();
        (inside["_n"], inside["_appid"], inside["_timestamp"]) = ("n", Header("Wechatmp-Appid"), time);
        var (answer, nonce, tag) = (Encoding.UTF8.GetBytes(inside.ToJsonString()), RandomNumberGenerator.GetBytes(12), new byte[16]);
        cipher.Encrypt(nonce, answer, answer, tag, Encoding.UTF8.GetBytes($"{Host}{path}|{Header("Wechatmp-Appid")}|{time}|{SymmetricSerial}"));
        var body = $$"""{"iv":"{{Convert.ToBase64String(nonce)}}","data":"{{Convert.ToBase64String(answer)}}","authtag":"{{Convert.ToBase64String(tag)}}"}""";
        var signature = Signer(true, _platform.Private, CertificateSerial, Encoding.UTF8.GetBytes($"{Host}{path}\n{Header("Wechatmp-Appid")}\n{time}\n{body}")).GenerateSignature();
        signature[^1] ^= (byte)(FlipsSignature ? 1 : 0);
        return new("application/json", Encoding.UTF8.GetBytes(body))
        {
            Headers = new Dictionary<string, string>
            {
                ["Wechatmp-Appid"] = Header("Wechatmp-Appid"),
                ["Wechatmp-TimeStamp"] = time.ToString(System.Globalization.CultureInfo.InvariantCulture),
                ["Wechatmp-Serial"] = CertificateSerial,
                ["Wechatmp-Signature"] = Convert.ToBase64String(signature),
            },
        };
    }

    private static SM2Signer Signer(bool signs, AsymmetricKeyParameter key, string identity, byte[] text)
    {
        var signer = new SM2Signer();
        signer.Init(signs, new ParametersWithID(key, Encoding.ASCII.GetBytes(identity)));
        signer.BlockUpdate(text, 0, text.Length);
        return signer;
    }

    private static AsymmetricCipherKeyPair NewPair()
    {
        var generator = new ECKeyPairGenerator();
        generator.Init(new ECKeyGenerationParameters(GMObjectIdentifiers.sm2p256v1, new SecureRandom()));
        return generator.GenerateKeyPair();
    }

    private static string Pem(object value)
    {
        using var text = new StringWriter();
        using (var writer = new PemWriter(text))
        {
            writer.WriteObject(value);
        }

        return text.ToString();
    }

    private X509Certificate Certificate()
    {
        var generator = new X509V3CertificateGenerator();
        generator.SetSerialNumber(BigInteger.One);
        generator.SetIssuerDN(new X509Name("CN=FakeWeChat"));
        generator.SetSubjectDN(new X509Name("CN=FakeWeChat"));
        generator.SetNotBefore(DateTimeOffset.UnixEpoch.UtcDateTime);
        generator.SetNotAfter(DateTimeOffset.UnixEpoch.AddYears(1).UtcDateTime);
        generator.SetPublicKey(_platform.Public);
        return generator.Generate(new Asn1SignatureFactory("SM3WithSM2", _platform.Private));
    }
}
