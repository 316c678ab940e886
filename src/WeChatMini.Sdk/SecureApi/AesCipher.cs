using System.Security.Cryptography;

namespace WeChatMini.Sdk.SecureApi;

/// <summary>AES-256-GCM.</summary>
/// <remarks>An AesGcm is one context of OpenSSL and not for two threads: what one message is done with serves the next, and whoever comes meanwhile makes another.</remarks>
internal sealed class AesCipher(byte[] key) : ISecureCipher
{
    private const int TagSize = 16;

    private AesGcm? _spare;

    public void Encrypt(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> plaintext, Span<byte> ciphertext, Span<byte> tag, ReadOnlySpan<byte> additionalData)
    {
        var aes = Take();
        aes.Encrypt(nonce, plaintext, ciphertext, tag, additionalData);
        Keep(aes);
    }

    public bool TryDecrypt(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> ciphertext, ReadOnlySpan<byte> tag, Span<byte> plaintext, ReadOnlySpan<byte> additionalData)
    {
        var aes = Take();
        try
        {
            aes.Decrypt(nonce, ciphertext, tag, plaintext, additionalData);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
        finally
        {
            Keep(aes);
        }
    }

    public void Dispose()
    {
        Interlocked.Exchange(ref _spare, null)?.Dispose();
        CryptographicOperations.ZeroMemory(key);
    }

    private AesGcm Take() => Interlocked.Exchange(ref _spare, null) ?? new AesGcm(key, TagSize);

    private void Keep(AesGcm aes)
    {
        if (Interlocked.CompareExchange(ref _spare, aes, null) is not null)
        {
            aes.Dispose();
        }
    }
}
