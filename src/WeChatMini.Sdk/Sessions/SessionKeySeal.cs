using System.Security.Cryptography;
using System.Text;
using WeChatMini.Sdk.Apps;

namespace WeChatMini.Sdk.Sessions;

/// <summary>Seals session_keys for the store, bound to the app and the user.</summary>
internal sealed class SessionKeySeal(SecretSeal seal)
{
    public SealedSessionKey Seal(string sessionKey, string openId, DateTimeOffset obtainedAt)
    {
        var plaintext = Encoding.UTF8.GetBytes(sessionKey);
        var blob = seal.Seal(plaintext, Purpose(openId));
        CryptographicOperations.ZeroMemory(plaintext);
        return new SealedSessionKey(blob, obtainedAt);
    }

    /// <summary>Opens a blob; null when no key fits, it was changed, it belongs to another user or app, or the login brought no session_key: the user logs in again, by code.</summary>
    /// <returns>The bytes of the key's text, for the caller to empty: a string could not be.</returns>
    public byte[]? Open(ReadOnlySpan<byte> blob, string openId) =>
        seal.Open(blob, Purpose(openId)) is { Length: > 0 } plaintext ? plaintext : null;

    private static string Purpose(string openId) => "wxmini-key-v1\0" + openId;
}
