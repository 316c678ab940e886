using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace WeChatMini.Sdk.LeakTests.Canaries;

/// <content>The keys of signed and encrypted calls.</content>
internal sealed partial class Secrets
{
    private static readonly Lazy<RSA> Developer = new(static () => RSA.Create(2048));
    private static readonly Lazy<(RSA Key, string Pem)> Platform = new(static () =>
    {
        var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=WeChat", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(1));
        return (key, certificate.ExportCertificatePem());
    });

    private readonly RSA _platform = Platform.Value.Key;

    public string SecureSerial { get; } = "0123456789abcdef0123456789abcdef";

    /// <summary>Bytes that nobody takes for anything else.</summary>
    public string SecureKey { get; } = Convert.ToBase64String(SHA256.HashData("leak gate symmetric key"u8));

    public string PreviousSecureKey { get; } = Convert.ToBase64String(SHA256.HashData("leak gate previous symmetric key"u8));

    public string PrivateKey { get; } = Developer.Value.ExportRSAPrivateKeyPem();

    public string PlatformCertificate { get; } = Platform.Value.Pem;

    public string MerchantAppKey { get; } = Noisy("merchantAppKeyCanary");

    public string DeliverySecret { get; } = Noisy("deliverySecretCanary");

    /// <summary>What an application sends in the body of a call, encrypted or not.</summary>
    public string Payload { get; } = "payl0adCanaryR7wN3kD5";

    /// <summary>WeChat's signature.</summary>
    public string SignAsWeChat(byte[] text) => Convert.ToBase64String(_platform.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pss));

    /// <summary>The number that is secret about the private key, and the lines in the middle of its file.</summary>
    private IEnumerable<Canary> FixedOfSecureApi()
    {
        var parts = Developer.Value.ExportParameters(true);
        yield return Canary.OfEncodedBytes("symmetric key", SecureKey, Convert.FromBase64String(SecureKey));
        yield return Canary.OfEncodedBytes("previous symmetric key", PreviousSecureKey, Convert.FromBase64String(PreviousSecureKey));
        yield return Canary.OfText("AppKey of a merchant", MerchantAppKey);
        yield return Canary.OfText("AppSecret of a delivery company", DeliverySecret);
        yield return Canary.OfText("body of a call", Payload) with { IsUserData = true };
        foreach (var (name, number) in new[] { ("exponent", parts.D!), ("first prime", parts.P!), ("second prime", parts.Q!) })
        {
            yield return Canary.OfEncodedBytes("private key, " + name, Convert.ToBase64String(number), number);
        }

        foreach (var line in PrivateKey.Split('\n').Skip(8).Take(12))
        {
            yield return Canary.OfText("private key, a line of its file", line);
        }
    }
}
