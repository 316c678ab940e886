using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace WeChatMini.Sdk.Push.Security;

/// <summary>
/// The envelope of encrypted pushes: AES-256-CBC over random (16), length (4, big-endian), message, AppID, padded to blocks of 32 bytes.
/// WeChat names no IV; the first half of the key is what all its samples use.
/// </summary>
internal static class PushCipher
{
    private const int BlockSize = 32;
    private const int HeaderSize = 16 + sizeof(int);

    private static readonly SearchValues<byte> Alphabet = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="u8);

    /// <summary>Opens an envelope. Padding, length and AppID are one check with one outcome, and none of them ends it early.</summary>
    /// <returns>The message, or null.</returns>
    public static byte[]? Open(byte[] key, ReadOnlySpan<byte> appId, ReadOnlySpan<byte> encrypt)
    {
        if (encrypt.IsEmpty || encrypt.Length % 4 != 0 || encrypt.ContainsAnyExcept(Alphabet))
        {
            return null;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(encrypt.Length);
        var plain = ArrayPool<byte>.Shared.Rent(encrypt.Length);
        var size = 0;
        try
        {
            if (Base64.DecodeFromUtf8(encrypt, buffer, out _, out size) != OperationStatus.Done || size < BlockSize || size % 16 != 0)
            {
                return null;
            }

            using var aes = Aes.Create();
            aes.SetKey(key);
            aes.DecryptCbc(buffer.AsSpan(0, size), key.AsSpan(0, 16), plain, PaddingMode.None);
            return Unwrap(plain.AsSpan(0, size), appId);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain.AsSpan(0, size));
            ArrayPool<byte>.Shared.Return(plain);
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Seals a message.</summary>
    public static string Seal(byte[] key, ReadOnlySpan<byte> appId, ReadOnlySpan<byte> message, ReadOnlySpan<byte> random)
    {
        var length = HeaderSize + message.Length + appId.Length;
        var pad = BlockSize - (length % BlockSize);
        var plain = new byte[length + pad];
        random.CopyTo(plain);
        BinaryPrimitives.WriteInt32BigEndian(plain.AsSpan(16), message.Length);
        message.CopyTo(plain.AsSpan(HeaderSize));
        appId.CopyTo(plain.AsSpan(HeaderSize + message.Length));
        plain.AsSpan(length).Fill((byte)pad);
        using var aes = Aes.Create();
        aes.SetKey(key);
        return Convert.ToBase64String(aes.EncryptCbc(plain, key.AsSpan(0, 16), PaddingMode.None));
    }

    private static byte[]? Unwrap(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> appId)
    {
        // Masks instead of branches: nothing that was decrypted decides what is looked at until all has been.
        int pad = plain[^1];
        var bad = ((pad - 1) >> 31) | ((BlockSize - pad) >> 31);
        for (var index = 1; index <= BlockSize; index++)
        {
            var isPad = (index - 1 - pad) >> 31;
            bad |= isPad & (plain[^index] ^ pad);
        }

        var end = plain.Length - (pad & ~((bad | -bad) >> 31));
        var length = BinaryPrimitives.ReadUInt32BigEndian(plain[16..]);
        bad |= length + (long)HeaderSize + appId.Length == end ? 0 : 1;
        bad |= CryptographicOperations.FixedTimeEquals(plain[Math.Max(0, end - appId.Length)..end], appId) ? 0 : 1;
        return bad == 0 ? plain.Slice(HeaderSize, (int)length).ToArray() : null;
    }
}
