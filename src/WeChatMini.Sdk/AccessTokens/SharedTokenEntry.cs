using System.Buffers.Binary;
using System.Text;
using WeChatMini.Sdk.Apps;

namespace WeChatMini.Sdk.AccessTokens;

/// <summary>
/// A token as instances share it: version, then ciphertext bound to the AppID that names its key. Whatever is not exactly that,
/// or claims a life that WeChat never gives, is a miss.
/// </summary>
internal static class SharedTokenEntry
{
    private const byte Version = 1;
    private const int MaxBytes = 4096;
    private const string Purpose = "wxmini-token-v1";

    /// <summary>WeChat gives 7,200 s; a little more for clocks that differ.</summary>
    private static readonly TimeSpan MaxLife = TimeSpan.FromSeconds(7200) + HeldToken.MaxSkew;

    public static byte[] Write(SecretSeal seal, FetchedToken token)
    {
        var text = Encoding.UTF8.GetBytes(token.Value);
        var plaintext = new byte[8 + text.Length];
        BinaryPrimitives.WriteInt64BigEndian(plaintext, token.EndsAt.ToUnixTimeMilliseconds());
        text.CopyTo(plaintext, 8);
        return [Version, .. seal.Seal(plaintext, Purpose)];
    }

    public static FetchedToken? Read(SecretSeal seal, byte[]? entry, DateTimeOffset now)
    {
        if (entry is not { Length: > 9 and <= MaxBytes } || entry[0] != Version || seal.Open(entry.AsSpan(1), Purpose) is not { Length: > 8 } plaintext)
        {
            return null;
        }

        var milliseconds = BinaryPrimitives.ReadInt64BigEndian(plaintext);
        if (milliseconds < 0 || milliseconds > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
        {
            return null;
        }

        var endsAt = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
        return endsAt > now && endsAt - now <= MaxLife ? new FetchedToken(Encoding.UTF8.GetString(plaintext.AsSpan(8)), endsAt) { IsShared = true } : null;
    }
}
