using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace WeChatMini.Sdk.Testing.SecureApi;

/// <summary>A certificate of WeChat's. Its serial number is the console's and not the one inside.</summary>
internal sealed class PlatformCertificate
{
    public PlatformCertificate()
    {
        var request = new CertificateRequest("CN=FakeWeChat", Key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(1));
        Pem = certificate.ExportCertificatePem();
    }

    public RSA Key { get; } = RSA.Create(2048);

    public string Serial { get; } = SecureConsole.NewSerial();

    public string Pem { get; }
}
