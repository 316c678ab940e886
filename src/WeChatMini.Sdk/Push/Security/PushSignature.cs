using System.Buffers;
using System.Security.Cryptography;

namespace WeChatMini.Sdk.Push.Security;

/// <summary>SHA-1 over the parts in ordinal order, as WeChat signs pushes. Bytes compare as UTF-8 does, which is the ordinal order.</summary>
internal static class PushSignature
{
    /// <summary>A body of 256 KiB has an Encrypt of nearly that size; longer ones are rented.</summary>
    private const int OnStack = 1024;

    /// <summary>Whether a signature is that of these parts, in a time that does not depend on where it differs.</summary>
    public static bool Verify(ReadOnlySpan<byte> signature, ReadOnlySpan<byte> token, ReadOnlySpan<byte> timestamp, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> encrypt = default)
    {
        Span<byte> expected = stackalloc byte[SHA1.HashSizeInBytes];
        Compute(token, timestamp, nonce, encrypt, expected);
        return CryptographicOperations.FixedTimeEquals(expected, signature);
    }

    // An empty Encrypt adds nothing wherever it is sorted, so the signature without one is the same computation.
    public static void Compute(ReadOnlySpan<byte> token, ReadOnlySpan<byte> timestamp, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> encrypt, Span<byte> hash)
    {
        var length = token.Length + timestamp.Length + nonce.Length + encrypt.Length;
        var rented = length > OnStack ? ArrayPool<byte>.Shared.Rent(length) : null;
        var text = (rented ?? stackalloc byte[OnStack])[..length];
        Order(ref token, ref timestamp);
        Order(ref nonce, ref encrypt);
        Order(ref token, ref nonce);
        Order(ref timestamp, ref encrypt);
        Order(ref timestamp, ref nonce);
        token.CopyTo(text);
        timestamp.CopyTo(text[token.Length..]);
        nonce.CopyTo(text[(token.Length + timestamp.Length)..]);
        encrypt.CopyTo(text[^encrypt.Length..]);
#pragma warning disable CA5350 // WeChat's algorithm.
        SHA1.HashData(text, hash);
#pragma warning restore CA5350
        CryptographicOperations.ZeroMemory(text);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static void Order(ref ReadOnlySpan<byte> first, ref ReadOnlySpan<byte> second)
    {
        if (first.SequenceCompareTo(second) > 0)
        {
            var swap = first;
            first = second;
            second = swap;
        }
    }
}
