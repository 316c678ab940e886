using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Parameters;
using WeChatMini.Sdk.SecureApi;

namespace WeChatMini.Sdk.Apis.Sm;

/// <summary>SM4-GCM. The engine has state, so each message has its own.</summary>
internal sealed class Sm4Cipher(byte[] key) : ISecureCipher
{
    public void Encrypt(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> plaintext, Span<byte> ciphertext, Span<byte> tag, ReadOnlySpan<byte> additionalData)
    {
        var gcm = Begin(true, nonce, tag.Length, additionalData);
        var output = new byte[plaintext.Length + tag.Length];
        var written = gcm.ProcessBytes(plaintext, output);
        gcm.DoFinal(output.AsSpan(written));
        output.AsSpan(0, plaintext.Length).CopyTo(ciphertext);
        output.AsSpan(plaintext.Length).CopyTo(tag);
    }

    public bool TryDecrypt(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> ciphertext, ReadOnlySpan<byte> tag, Span<byte> plaintext, ReadOnlySpan<byte> additionalData)
    {
        var gcm = Begin(false, nonce, tag.Length, additionalData);
        var output = new byte[ciphertext.Length + tag.Length];
        try
        {
            var written = gcm.ProcessBytes(ciphertext, output);
            written += gcm.ProcessBytes(tag, output.AsSpan(written));
            gcm.DoFinal(output.AsSpan(written));
            output.AsSpan(0, ciphertext.Length).CopyTo(plaintext);
            return true;
        }
        catch (InvalidCipherTextException)
        {
            return false;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(output);
        }
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(key);

    private GcmBlockCipher Begin(bool isEncryption, ReadOnlySpan<byte> nonce, int tagSize, ReadOnlySpan<byte> additionalData)
    {
        var gcm = new GcmBlockCipher(new SM4Engine());
        gcm.Init(isEncryption, new AeadParameters(new KeyParameter(key), tagSize * 8, nonce.ToArray(), additionalData.ToArray()));
        return gcm;
    }
}
