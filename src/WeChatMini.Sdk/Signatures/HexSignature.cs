using System.Security.Cryptography;

namespace WeChatMini.Sdk.Signatures;

/// <summary>HMAC-SHA256 in the form of WeChat: the key is text and used as its UTF-8 bytes, never decoded; the result is lower-case hexadecimal.</summary>
internal static class HexSignature
{
    public static string Compute(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, data, hash);
        return Convert.ToHexStringLower(hash);
    }
}
