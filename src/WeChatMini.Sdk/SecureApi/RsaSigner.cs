using System.Security.Cryptography;

namespace WeChatMini.Sdk.SecureApi;

/// <summary>RSA-PSS.</summary>
/// <remarks>Signing reads the key and changes nothing in it, so threads share it.</remarks>
internal sealed class RsaSigner(RSA key) : ISecureSigner
{
    public int MaxBytes { get; } = (key.KeySize + 7) / 8;

    public int Sign(ReadOnlySpan<byte> data, Span<byte> signature)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(data, digest);
        return key.SignHash(digest, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
    }

    public void Dispose() => key.Dispose();
}
