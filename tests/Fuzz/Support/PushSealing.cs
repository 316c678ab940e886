using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace WeChatMini.Fuzz.Support;

/// <summary>WeChat's side of a push, written a second time and plainly: what the library accepts is held against it.</summary>
internal static class PushSealing
{
    public const string Time = "1800000000";
    public const string Nonce = "nonce1";

    /// <summary>The hexadecimal SHA-1 of the parts in ordinal order.</summary>
    public static string Sign(params string[] parts)
    {
        Array.Sort(parts, StringComparer.Ordinal);
#pragma warning disable CA5350 // WeChat's algorithm.
        return Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(string.Concat(parts))));
#pragma warning restore CA5350
    }

    /// <summary>Encrypts whole blocks as they are.</summary>
    public static string Encrypt(ReadOnlySpan<byte> blocks, string key = App.PushKey)
    {
        using var aes = Aes.Create();
        aes.Key = Convert.FromBase64String(key + "=");
        return Convert.ToBase64String(aes.EncryptCbc(blocks, aes.Key.AsSpan(0, 16), PaddingMode.None));
    }

    /// <summary>The envelope of a message: random, length, message, AppID, padding.</summary>
    public static byte[] Wrap(ReadOnlySpan<byte> message)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, message.Length);
        byte[] content = [.. "0123456789abcdef"u8, .. length, .. message, .. Encoding.ASCII.GetBytes(App.AppId)];
        var pad = 32 - (content.Length % 32);
        return [.. content, .. Enumerable.Repeat((byte)pad, pad)];
    }

    /// <summary>Opens an envelope; null when it is none.</summary>
    public static byte[]? Unwrap(byte[] blocks)
    {
        int pad = blocks.Length >= 32 ? blocks[^1] : 0;
        if (pad is < 1 or > 32 || blocks[^pad..].Any(last => last != pad))
        {
            return null;
        }

        var content = blocks[..^pad];
        var appId = Encoding.ASCII.GetBytes(App.AppId);
        var size = content.Length - 20 - appId.Length;
        return size >= 0 && BinaryPrimitives.ReadUInt32BigEndian(content.AsSpan(16)) == size && content.AsSpan().EndsWith(appId) ? content[20..(20 + size)] : null;
    }
}
