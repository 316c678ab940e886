using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using WeChatMini.Sdk.Errors;

namespace WeChatMini.Sdk.SecureApi;

/// <summary>AES-256-GCM and RSA-PSS with SHA-256 and a salt of 32 bytes, as WeChat's guide has it, from the runtime.</summary>
internal sealed class RsaSuite : ISecureSuite
{
    private const int MinKeyBits = 2048;

    public static readonly RsaSuite Instance = new();

    public SecureApiAlgorithm Algorithm => SecureApiAlgorithm.Rsa;

    public ISecureCipher Cipher(byte[] key) => new AesCipher(key);

    /// <summary>The console hands out PKCS#1; tools convert it to PKCS#8. Both are read.</summary>
    public ISecureSigner Signer(WeChatSecureApiKey key)
    {
        var rsa = RSA.Create();
        try
        {
            // A public key would be imported just as well.
            if (key.Pem() is var pem && pem.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
            {
                rsa.ImportFromPem(pem);
                if (rsa.KeySize >= MinKeyBits)
                {
                    return new RsaSigner(rsa);
                }
            }
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            // Said below, without the words of the runtime.
        }

        rsa.Dispose();
        throw new WeChatException(WeChatErrorKind.Misconfigured, "SecureApi:PrivateKey:Value is not an RSA private key in PEM (RSA PRIVATE KEY or PRIVATE KEY, without a password, of 2048 bits or more). Take the file that the console let you download.");
    }

    public ISecureVerifier Verifier(WeChatSecureApiKey certificate)
    {
        try
        {
            using var read = X509Certificate2.CreateFromPem(certificate.Pem());
            if (read.GetRSAPublicKey() is { } key)
            {
                return new RsaVerifier(key);
            }
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            // Said below.
        }

        throw new WeChatException(WeChatErrorKind.Misconfigured, "SecureApi:Certificate:Value, or one of PreviousCertificates, is not an RSA certificate in PEM (CERTIFICATE). Take WeChat's certificate from the console, not your own public key.");
    }
}
