using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace WeChatMini.Sdk.Testing.Push;

/// <summary>WeChat's side of the cryptography, written on its own so that the library is not compared with itself.</summary>
internal static class PushSeal
{
    public static string Sign(params string[] parts)
    {
        Array.Sort(parts, StringComparer.Ordinal);
#pragma warning disable CA5350 // WeChat's algorithm.
        return Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(string.Concat(parts))));
#pragma warning restore CA5350
    }

    public static byte[] Seal(string aesKey, byte[] message, string appId, FakePushCorruption wrong)
    {
        var key = Convert.FromBase64String(aesKey + "=");
        var tail = Encoding.UTF8.GetBytes(appId);
        var length = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(length, wrong switch
        {
            FakePushCorruption.LengthTooLarge => (uint)message.Length + 4096,
            FakePushCorruption.NegativeLength => uint.MaxValue,
            _ => (uint)message.Length,
        });
        byte[] content = [.. RandomNumberGenerator.GetBytes(16), .. length, .. message, .. tail];
        byte[] plain = [.. content, .. Pad(content.Length, wrong)];
        using var aes = Aes.Create();
        aes.Key = key;
        return aes.EncryptCbc(plain, key.AsSpan(0, 16), PaddingMode.None);
    }

    /// <summary>Opens a reply; null when it is not one.</summary>
    public static string? Open(string aesKey, string encrypt, string appId)
    {
        try
        {
            var key = Convert.FromBase64String(aesKey + "=");
            using var aes = Aes.Create();
            aes.Key = key;
            var plain = aes.DecryptCbc(Convert.FromBase64String(encrypt), key.AsSpan(0, 16), PaddingMode.None);
            var content = plain.AsSpan(0, plain.Length - plain[^1]);
            var length = BinaryPrimitives.ReadInt32BigEndian(content[16..]);
            return Encoding.UTF8.GetString(content[(20 + length)..]) == appId ? Encoding.UTF8.GetString(content.Slice(20, length)) : null;
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    private static byte[] Pad(int length, FakePushCorruption wrong)
    {
        var count = 32 - (length % 32);
        if (wrong == FakePushCorruption.PadTooLong)
        {
            return [.. Enumerable.Repeat((byte)33, count)];
        }

        // An uneven pad needs two bytes at least.
        count = wrong == FakePushCorruption.UnevenPad && count == 1 ? 33 : count;
        var pad = Enumerable.Repeat((byte)Math.Min(count, 32), count).ToArray();
        if (wrong == FakePushCorruption.UnevenPad)
        {
            pad[^2] ^= 1;
        }

        if (wrong == FakePushCorruption.PadOfZero)
        {
            pad[^1] = 0;
        }

        return pad;
    }
}
