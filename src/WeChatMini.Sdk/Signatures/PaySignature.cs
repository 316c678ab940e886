using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace WeChatMini.Sdk.Signatures;

/// <summary>The <c>pay_sig</c> of virtual payment, mini-game payment and the B2B assistant. Calls through <c>AddPaySignature</c> carry it by themselves.</summary>
public static class PaySignature
{
    /// <summary>Signs the exact bytes that are sent: the same JSON with other white space or order has another signature.</summary>
    /// <param name="appKey">The AppKey of the environment that the body names, as text.</param>
    /// <param name="uri">The path alone, such as <c>/xpay/query_order</c>; for what the mini-program sends a literal name, such as <c>requestVirtualPayment</c>.</param>
    /// <param name="body">The body, or the <c>signData</c> that the mini-program hands over.</param>
    /// <returns>64 lower-case hexadecimal digits: HMAC-SHA256 of uri, <c>&amp;</c> and body.</returns>
    public static string Compute(string appKey, string uri, ReadOnlySpan<byte> body)
    {
        ArgumentException.ThrowIfNullOrEmpty(appKey);
        ArgumentException.ThrowIfNullOrEmpty(uri);
        var key = Encoding.UTF8.GetBytes(appKey);
        try
        {
            return Compute(key, uri, body);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Signs text, which is sent as UTF-8.</summary>
    /// <inheritdoc cref="Compute(string, string, ReadOnlySpan{byte})"/>
    public static string Compute(string appKey, string uri, string body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Compute(appKey, uri, Encoding.UTF8.GetBytes(body));
    }

    internal static string Compute(byte[] key, string uri, ReadOnlySpan<byte> body)
    {
        var prefix = Encoding.UTF8.GetByteCount(uri) + 1;
        var buffer = ArrayPool<byte>.Shared.Rent(prefix + body.Length);
        try
        {
            Encoding.UTF8.GetBytes(uri, buffer);
            buffer[prefix - 1] = (byte)'&';
            body.CopyTo(buffer.AsSpan(prefix));
            return HexSignature.Compute(key, buffer.AsSpan(0, prefix + body.Length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
