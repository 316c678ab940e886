using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization.Metadata;

namespace WeChatMini.Sdk.UserData;

/// <summary><c>rawData</c> with its <c>signature</c>: SHA-1 over the text as received, followed by the session_key as text. WeChat leaves no choice of hash.</summary>
internal static class RawData
{
    private const int MaxKeyLength = 64;

    /// <summary>Returns what the text holds if a key fits; null whatever is wrong.</summary>
    public static T? Open<T>(string? rawData, string? signature, in CandidateKeys keys, JsonTypeInfo<T> type)
        where T : class
    {
        Span<byte> claimed = stackalloc byte[SHA1.HashSizeInBytes];
        if (rawData is not { Length: > 0 and <= SealedData.MaxTextLength } || signature is not { Length: 2 * SHA1.HashSizeInBytes }
            || Convert.FromHexString(signature, claimed, out _, out _) != OperationStatus.Done)
        {
            return null;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(rawData.Length) + MaxKeyLength);
        try
        {
            var length = Encoding.UTF8.GetBytes(rawData, buffer);
            return Fits(buffer, length, keys.Current, claimed) || (keys.Previous is { } previous && Fits(buffer, length, previous, claimed))
                ? DataReader.Read(buffer.AsMemory(0, length), type)
                : null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static bool Fits(byte[] buffer, int length, ReadOnlySpan<byte> key, ReadOnlySpan<byte> claimed)
    {
        // Without a key the hash would be one that anybody can compute.
        if (key.Length is 0 or > MaxKeyLength)
        {
            return false;
        }

        key.CopyTo(buffer.AsSpan(length));
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
#pragma warning disable CA5350 // WeChat's protocol says SHA-1.
        SHA1.HashData(buffer.AsSpan(0, length + key.Length), hash);
#pragma warning restore CA5350
        return CryptographicOperations.FixedTimeEquals(hash, claimed);
    }
}
