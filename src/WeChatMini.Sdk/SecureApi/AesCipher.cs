using System.Security.Cryptography;

namespace WeChatMini.Sdk.SecureApi;

/// <summary>AES-256-GCM.</summary>
/// <remarks>An AesGcm is one context of OpenSSL and not for two threads, and it costs little: one for each message.</remarks>
internal sealed class AesCipher(byte[] key) : ISecureCipher
{
    private const int TagSize = 16;

    public void Encrypt(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> plaintext, Span<byte> ciphertext, Span<byte> tag, ReadOnlySpan<byte> additionalData)
    {
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(nonce, plaintext, ciphertext, tag, additionalData);
    }

    public bool TryDecrypt(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> ciphertext, ReadOnlySpan<byte> tag, Span<byte> plaintext, ReadOnlySpan<byte> additionalData)
    {
        using var aes = new AesGcm(key, TagSize);
        try
        {
            aes.Decrypt(nonce, ciphertext, tag, plaintext, additionalData);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(key);
}
