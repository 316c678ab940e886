using System.Security.Cryptography;
using System.Text;

namespace WeChatMini.Sdk.Sessions;

/// <summary>
/// Seals session_keys for the store: AES-256-GCM, bound to app and user by its additional data, under a key from the key ring
/// or, without one, derived from the AppSecret. The blob names its key, so that rotation needs no coordination.
/// </summary>
/// <remarks>Layout: version (1), key id (8), nonce (12), ciphertext, tag (16).</remarks>
internal sealed class SessionKeySeal
{
    private const byte Version = 1;
    private const int KeyIdSize = 8;
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int HeaderSize = 1 + KeyIdSize + NonceSize;

    private readonly string _appId;
    private readonly List<(byte[] Id, byte[] Key)> _keys = [];

    /// <summary>The first key seals; all open, previous AppSecrets among them.</summary>
    public SessionKeySeal(WeChatMiniOptions options)
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

    public SealedSessionKey Seal(string sessionKey, string openId, DateTimeOffset obtainedAt)
    {
        var (id, key) = _keys[0];
        var plaintext = Encoding.UTF8.GetBytes(sessionKey);
        var blob = new byte[HeaderSize + plaintext.Length + TagSize];
        blob[0] = Version;
        id.CopyTo(blob, 1);
        var nonce = blob.AsSpan(1 + KeyIdSize, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(nonce, plaintext, blob.AsSpan(HeaderSize, plaintext.Length), blob.AsSpan(HeaderSize + plaintext.Length), AdditionalData(openId));
        CryptographicOperations.ZeroMemory(plaintext);
        return new SealedSessionKey(blob, obtainedAt);
    }

    /// <summary>Opens a blob; null when no key fits, it was changed, or it belongs to another user or app: the user logs in again.</summary>
    public string? Open(ReadOnlySpan<byte> blob, string openId)
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
                aes.Decrypt(blob.Slice(1 + KeyIdSize, NonceSize), blob[HeaderSize..^TagSize], blob[^TagSize..], plaintext, AdditionalData(openId));
                return Encoding.UTF8.GetString(plaintext);
            }
            catch (AuthenticationTagMismatchException)
            {
                return null;
            }
            finally
            {
                CryptographicOperations.ZeroMemory(plaintext);
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

    private byte[] AdditionalData(string openId) => Encoding.UTF8.GetBytes("wxmini-key-v1\0" + _appId + "\0" + openId);
}
