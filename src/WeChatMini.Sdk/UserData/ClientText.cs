using System.Buffers;
using System.Security.Cryptography;

namespace WeChatMini.Sdk.UserData;

/// <summary>Base64 as it comes from a mini-program: transports turn its plus signs into spaces.</summary>
internal static class ClientText
{
    /// <summary>Decodes; false when it is no Base64, holds anything but Base64 and spaces, or does not fit.</summary>
    public static bool TryDecode(ReadOnlySpan<char> text, Span<byte> bytes, out int written)
    {
        // The decoder skips white space, which would give one text many forms.
        if (!text.ContainsAnyExceptInRange('!', '~'))
        {
            return Convert.TryFromBase64Chars(text, bytes, out written);
        }

        var repaired = ArrayPool<char>.Shared.Rent(text.Length);
        try
        {
            text.Replace(repaired, ' ', '+');
            written = 0;
            return !repaired.AsSpan(0, text.Length).ContainsAnyExceptInRange('!', '~') && Convert.TryFromBase64Chars(repaired.AsSpan(0, text.Length), bytes, out written);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(repaired);
        }
    }

    /// <summary>Decodes a session_key; false unless it has the 16 bytes of AES-128: the runtime takes 24 and 32 as silently.</summary>
    public static bool TryDecodeKey(ReadOnlySpan<byte> text, Span<byte> key)
    {
        Span<byte> decoded = stackalloc byte[48];
        var done = text.Length <= 64 && System.Buffers.Text.Base64.DecodeFromUtf8(text, decoded, out _, out var written) == OperationStatus.Done && written == key.Length;
        decoded[..key.Length].CopyTo(key);
        CryptographicOperations.ZeroMemory(decoded);
        return done;
    }
}
