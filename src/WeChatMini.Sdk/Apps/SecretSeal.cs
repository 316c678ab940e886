using System.Security.Cryptography;
using System.Text;

namespace WeChatMini.Sdk.Apps;

/// <summary>
/// Seals what an app keeps in a store or cache: AES-256-GCM, bound to the app and to a purpose by its additional data, under a
/// key from the key ring or, without one, derived from the AppSecret. The blob names its key, so that rotation needs no coordination.
/// </summary>
/// <remarks>Layout: version (1), key id (8), nonce (12), ciphertext, tag (16).</remarks>
internal sealed class SecretSeal
{
    private const byte Version = 1;
    private const int KeyIdSize = 8;
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int HeaderSize = 1 + KeyIdSize + NonceSize;

    private readonly string _appId;
    private readonly List<(byte[] Id, byte[] Key)> _keys = [];

    /// <summary>The first key seals; all open, previous AppSecrets among them.</summary>
    public SecretSeal(WeChatMiniOptions options)
    {
        _appId = options.AppId;
        foreach (var text in options.SessionKeyRing)
        {
            Add(Convert.FromBase64String(text));
        }

        foreach (var secret in options.PreviousAppSecrets.Prepend(options.AppSecret))
        {
            Add(HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), 32, Encoding.UTF8.GetBytes(_appId), "wxmini session_key v1"u8.ToArray()));
        }
    }

    public byte[] Seal(ReadOnlySpan<byte> plaintext, string purpose)
    {
        var (id, key) = _keys[0];
        var blob = new byte[HeaderSize + plaintext.Length + TagSize];
        blob[0] = Version;
        id.CopyTo(blob, 1);
        var nonce = blob.AsSpan(1 + KeyIdSize, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(nonce, plaintext, blob.AsSpan(HeaderSize, plaintext.Length), blob.AsSpan(HeaderSize + plaintext.Length), AdditionalData(purpose));
        return blob;
    }

    /// <summary>Opens a blob; null when no key fits, it was changed, or it was sealed for another app or purpose.</summary>
    public byte[]? Open(ReadOnlySpan<byte> blob, string purpose)
    {
        if (blob.Length < HeaderSize + TagSize || blob[0] != Version)
        {
            return null;
        }

        foreach (var (id, key) in _keys)
        {
            if (!blob.Slice(1, KeyIdSize).SequenceEqual(id))
            {
                continue;
            }

            var plaintext = new byte[blob.Length - HeaderSize - TagSize];
            using var aes = new AesGcm(key, TagSize);
            try
            {
                aes.Decrypt(blob.Slice(1 + KeyIdSize, NonceSize), blob[HeaderSize..^TagSize], blob[^TagSize..], plaintext, AdditionalData(purpose));
                return plaintext;
            }
            catch (AuthenticationTagMismatchException)
            {
                return null;
            }
        }

        return null;
    }

    private void Add(byte[] key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData([.. "wxmini key id v1\0"u8, .. key], hash);
        _keys.Add((hash[..KeyIdSize].ToArray(), key));
    }

    private byte[] AdditionalData(string purpose) => Encoding.UTF8.GetBytes(purpose + "\0" + _appId);
}
