using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace WeChatMini.Sdk.TokenServer;

/// <summary>The keys that open a token server, as hashes: several, so that one can be changed while clients still use the other.</summary>
internal sealed class TokenServerKeys(WeChatMiniOptions options)
{
    private const int MaxLength = 512;
    private const int LeastBytes = 32;

    private readonly byte[][] _hashes = [.. options.AccessTokens.TokenServerKeys.Select(HashOf)];

    /// <summary>The options that they were taken from: a reload makes others.</summary>
    public WeChatMiniOptions Options => options;

    public bool IsEmpty => _hashes.Length == 0;

    /// <summary>What is wrong with a key, as the end of a sentence that says what to do; null when nothing is. It does not show the key.</summary>
    public static string? FlawOf(string? key, WeChatMiniOptions options) =>
        key is not { Length: <= MaxLength } || key.AsSpan().ContainsAnyExceptInRange('!', '~') || !Base64.IsValid(key, out var bytes) || bytes < LeastBytes
            ? "is not the Base64 of at least 32 random bytes; make one with: openssl rand -base64 32"
            : key == options.AppSecret || options.PreviousAppSecrets.Contains(key) || options.SessionKeyRing.Contains(key)
                ? "is also used as the AppSecret or to seal session_keys; make another one with: openssl rand -base64 32"
                : null;

    /// <summary>Compares in constant time, whatever was presented and whichever key it is.</summary>
    public bool Match(string? presented)
    {
        if (presented is not { Length: > 0 and <= MaxLength })
        {
            return false;
        }

        var hash = HashOf(presented);
        var found = 0;
        foreach (var known in _hashes)
        {
            found |= CryptographicOperations.FixedTimeEquals(known, hash) ? 1 : 0;
        }

        return found != 0;
    }

    private static byte[] HashOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
