using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json.Serialization.Metadata;

namespace WeChatMini.Sdk.UserData;

/// <summary><c>encryptedData</c> with its <c>iv</c>: AES-128-CBC under the session_key, without any authentication. Whatever is wrong, the answer is null.</summary>
internal static class SealedData
{
    /// <summary>Of Base64; a profile has about 700 characters.</summary>
    public const int MaxTextLength = 16 * 1024;

    private const int KeySize = 16;

    /// <summary>Opens with the first key that fits.</summary>
    /// <param name="encryptedData">Base64 text, as the mini-program sent it.</param>
    /// <param name="iv">Base64 text, as the mini-program sent it.</param>
    /// <param name="keys">The session_keys to try, in this order.</param>
    /// <param name="type">How the content is read.</param>
    /// <param name="rules">What the content must satisfy.</param>
    public static T? Open<T>(string? encryptedData, string? iv, in CandidateKeys keys, JsonTypeInfo<T> type, in DataRules rules)
        where T : class
    {
        if (encryptedData is not { Length: > 0 and <= MaxTextLength } || iv is not { Length: 24 })
        {
            return null;
        }

        var size = encryptedData.Length / 4 * 3;
        var cipher = ArrayPool<byte>.Shared.Rent(size);
        var plaintext = ArrayPool<byte>.Shared.Rent(size);
        Span<byte> vector = stackalloc byte[18];
        try
        {
            if (!ClientText.TryDecode(iv, vector, out var vectorSize) || vectorSize != BlockPadding.BlockSize
                || !ClientText.TryDecode(encryptedData, cipher, out var length) || length == 0 || length % BlockPadding.BlockSize != 0)
            {
                return null;
            }

            vector = vector[..BlockPadding.BlockSize];
            return TryKey(cipher.AsSpan(0, length), vector, keys.Current, plaintext, type, rules)
                ?? (keys.Previous is null ? null : TryKey(cipher.AsSpan(0, length), vector, keys.Previous, plaintext, type, rules));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plaintext.AsSpan(0, size));
            ArrayPool<byte>.Shared.Return(plaintext);
            ArrayPool<byte>.Shared.Return(cipher);
        }
    }

    private static T? TryKey<T>(ReadOnlySpan<byte> cipher, ReadOnlySpan<byte> iv, ReadOnlySpan<byte> keyText, byte[] plaintext, JsonTypeInfo<T> type, in DataRules rules)
        where T : class
    {
        Span<byte> key = stackalloc byte[KeySize];
        if (!ClientText.TryDecodeKey(keyText, key))
        {
            return null;
        }

        using var aes = Aes.Create();
        aes.SetKey(key);
        CryptographicOperations.ZeroMemory(key);
        var length = aes.DecryptCbc(cipher, iv, plaintext, PaddingMode.None);

        // What has no right padding is read all the same, and then dropped: one way for all that can be wrong.
        var wrong = BlockPadding.Measure(plaintext.AsSpan(0, length), out length);
        var data = DataReader.Read(plaintext.AsMemory(0, length), type, rules);
        return wrong == 0 ? data : null;
    }
}
