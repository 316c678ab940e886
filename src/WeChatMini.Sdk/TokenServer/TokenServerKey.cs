using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using WeChatMini.Sdk.Errors;

namespace WeChatMini.Sdk.TokenServer;

/// <summary>The key that a token server and its clients share: Base64 of at least 32 random bytes, and never the AppSecret.</summary>
internal sealed class TokenServerKey
{
    private readonly byte[] _hash;

    private TokenServerKey(string text)
    {
        Text = text;
        _hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
    }

    public string Text { get; }

    /// <exception cref="WeChatException">Of kind Misconfigured: the message says what a key is.</exception>
    public static TokenServerKey Parse(string? text, WeChatMiniOptions options)
    {
        if (text is not { Length: <= 512 } || !Base64.IsValid(text, out var bytes) || bytes < 32)
        {
            throw new WeChatException(WeChatErrorKind.Misconfigured, "The token server's key is the Base64 of at least 32 random bytes; make one with: openssl rand -base64 32");
        }

        return text == options.AppSecret || options.PreviousAppSecrets.Contains(text)
            ? throw new WeChatException(WeChatErrorKind.Misconfigured, "The token server's key is the AppSecret. Make another one: whoever may fetch tokens need not know the secret.")
            : new TokenServerKey(text);
    }

    /// <summary>Compares in constant time, whatever the length of what was presented.</summary>
    public bool Matches(string? presented) =>
        presented is { Length: <= 512 } && CryptographicOperations.FixedTimeEquals(_hash, SHA256.HashData(Encoding.UTF8.GetBytes(presented)));

    public override string ToString() => "***";
}
