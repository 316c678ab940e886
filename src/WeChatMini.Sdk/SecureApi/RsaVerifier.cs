using System.Security.Cryptography;

namespace WeChatMini.Sdk.SecureApi;

/// <summary>RSA-PSS. WeChat's guide signs answers with a salt of 32 bytes, too.</summary>
internal sealed class RsaVerifier(RSA key) : ISecureVerifier
{
    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(data, digest);
        return key.VerifyHash(digest, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
    }

    public void Dispose() => key.Dispose();
}
