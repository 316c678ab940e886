using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;

namespace WeChatMini.Sdk.SecureApi;

/// <summary>The body of a protected request or answer: <c>{"iv":…,"data":…,"authtag":…}</c>, each in Base64.</summary>
internal static class SealedBody
{
    public static void Write(ref RentedBytes to, scoped ReadOnlySpan<byte> nonce, scoped ReadOnlySpan<byte> ciphertext, scoped ReadOnlySpan<byte> tag)
    {
        to.Append("{\"iv\":\""u8);
        AppendBase64(ref to, nonce);
        to.Append("\",\"data\":\""u8);
        AppendBase64(ref to, ciphertext);
        to.Append("\",\"authtag\":\""u8);
        AppendBase64(ref to, tag);
        to.Append("\"}"u8);
    }

    /// <summary>Reads the three members; false when one is missing, has another length than it must have, or is no Base64.</summary>
    /// <param name="body">The body.</param>
    /// <param name="nonce">Gets the nonce.</param>
    /// <param name="ciphertext">Gets the ciphertext.</param>
    /// <param name="tag">Gets the tag.</param>
    public static bool TryRead(ReadOnlySpan<byte> body, scoped Span<byte> nonce, ref RentedBytes ciphertext, scoped Span<byte> tag)
    {
        var reader = new Utf8JsonReader(body);
        var (hasNonce, hasData, hasTag) = (false, false, false);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var (isNonce, isData, isTag) = (reader.ValueTextEquals("iv"u8), reader.ValueTextEquals("data"u8), reader.ValueTextEquals("authtag"u8));
                reader.Read();
                if (isNonce)
                {
                    hasNonce = TryDecode(ref reader, nonce, out var length) && length == nonce.Length;
                }
                else if (isTag)
                {
                    hasTag = TryDecode(ref reader, tag, out var length) && length == tag.Length;
                }
                else if (isData)
                {
                    ciphertext.Clear();
                    hasData = TryDecode(ref reader, ciphertext.Room(body.Length), out var length);
                    ciphertext.Advance(length);
                }

                reader.Skip();
            }

            return hasNonce && hasData && hasTag && !reader.Read();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static void AppendBase64(ref RentedBytes to, scoped ReadOnlySpan<byte> bytes)
    {
        Base64.EncodeToUtf8(bytes, to.Room(Base64.GetMaxEncodedToUtf8Length(bytes.Length)), out _, out var written);
        to.Advance(written);
    }

    private static bool TryDecode(ref Utf8JsonReader reader, scoped Span<byte> to, out int length)
    {
        length = 0;
        if (reader.TokenType != JsonTokenType.String)
        {
            return false;
        }

        if (!reader.ValueIsEscaped)
        {
            return Base64.DecodeFromUtf8(reader.ValueSpan, to, out _, out length) == OperationStatus.Done;
        }

        // Some writers escape the slashes and plus signs of Base64.
        var text = new RentedBytes(reader.ValueSpan.Length);
        try
        {
            text.Advance(reader.CopyString(text.Room(reader.ValueSpan.Length)));
            return Base64.DecodeFromUtf8(text.Span, to, out _, out length) == OperationStatus.Done;
        }
        finally
        {
            text.Dispose();
        }
    }
}
