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
    public string? Open(ReadOnlySpan<byte> blob, string openId)
    {
        if (seal.Open(blob, Purpose(openId)) is not { Length: > 0 } plaintext)
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(plaintext);
        CryptographicOperations.ZeroMemory(plaintext);
        return text;
    }

    private static string Purpose(string openId) => "wxmini-key-v1\0" + openId;
}
