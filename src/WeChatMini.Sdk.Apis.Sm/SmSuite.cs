using System.Text;
using Org.BouncyCastle.Asn1.GM;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.OpenSsl;
using Org.BouncyCastle.X509;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.SecureApi;

namespace WeChatMini.Sdk.Apis.Sm;

/// <summary>SM4-GCM and SM2withSM3 from BouncyCastle.</summary>
internal sealed class SmSuite : ISecureSuite
{
    public SecureApiAlgorithm Algorithm => SecureApiAlgorithm.Sm;

    public ISecureCipher Cipher(byte[] key) => new Sm4Cipher(key);

    /// <summary>WeChat's identity for a signature is the serial number of the key, where other systems have 1234567812345678.</summary>
    public ISecureSigner Signer(WeChatSecureApiKey key)
    {
        var read = Read(key.Pem());
        return (read is AsymmetricCipherKeyPair pair ? pair.Private : read) is ECPrivateKeyParameters @private && IsSm2(@private)
            ? new Sm2Signer(@private, Encoding.ASCII.GetBytes(key.Serial))
            : throw new WeChatException(WeChatErrorKind.Misconfigured, "SecureApi:PrivateKey:Value is not an SM2 private key in PEM (EC PRIVATE KEY or PRIVATE KEY, without a password).");
    }

    public ISecureVerifier Verifier(WeChatSecureApiKey certificate) =>
        Read(certificate.Pem()) is X509Certificate read && read.GetPublicKey() is ECPublicKeyParameters key && IsSm2(key)
            ? new Sm2Verifier(key, Encoding.ASCII.GetBytes(certificate.Serial))
            : throw new WeChatException(WeChatErrorKind.Misconfigured, "SecureApi:Certificate:Value, or one of PreviousCertificates, is not an SM2 certificate in PEM (CERTIFICATE). Take WeChat's certificate from the console.");

    private static bool IsSm2(ECKeyParameters key) => key.Parameters.N.Equals(GMNamedCurves.GetByOid(GMObjectIdentifiers.sm2p256v1).N);

    /// <summary>The first object in the PEM that is not a bare list of curve parameters; null when there is none.</summary>
    private static object? Read(string pem)
    {
        try
        {
            using var reader = new PemReader(new StringReader(pem));
            object? read;
            do
            {
                read = reader.ReadObject();
            }
            while (read is not (null or AsymmetricCipherKeyPair or AsymmetricKeyParameter or X509Certificate));

            return read;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // BouncyCastle has many, some with what they stumbled over.
            return null;
        }
    }
}
