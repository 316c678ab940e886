using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using WeChatMini.Sdk.Errors;

namespace WeChatMini.Sdk.SecureApi;

/// <summary>The members that are encrypted along with a body, and taken out of an answer again: <c>_n</c>, <c>_appid</c>, <c>_timestamp</c>.</summary>
internal static class SecureMembers
{
    /// <summary>WeChat's guide recommends 16 to 32 random bytes in Base64.</summary>
    private const int NonceBytes = 16;

    /// <summary>One byte as <c>\u0001</c>.</summary>
    private const int LongestEscape = 6;

    /// <summary>The three members with their punctuation, and an AppID of any length.</summary>
    private const int MaxBytes = 512;

    /// <summary>Writes the plaintext: these members, what would have stood in the address, and the body's own members as they are.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="appId">The AppID; letters and digits.</param>
    /// <param name="timestamp">That of the header.</param>
    /// <param name="parameters">What would have stood in the address.</param>
    /// <param name="body">A JSON object, or nothing.</param>
    public static void Write(ref RentedBytes to, string appId, long timestamp, (string Name, string Value)[] parameters, scoped ReadOnlySpan<byte> body)
    {
        Span<byte> nonce = stackalloc byte[NonceBytes];
        RandomNumberGenerator.Fill(nonce);
        to.Append("{\"_n\":\""u8);
        Base64.EncodeToUtf8(nonce, to.Room(Base64.GetMaxEncodedToUtf8Length(NonceBytes)), out _, out var written);
        to.Advance(written);
        Utf8.TryWrite(to.Room(MaxBytes), CultureInfo.InvariantCulture, $"\",\"_appid\":\"{appId}\",\"_timestamp\":{timestamp}", out written);
        to.Advance(written);
        for (var index = 0; index < parameters.Length; index++)
        {
            to.Append(",\""u8);
            AppendEscaped(ref to, parameters[index].Name);
            to.Append("\":\""u8);
            AppendEscaped(ref to, parameters[index].Value);
            to.Append("\""u8);
        }

        if (InnerOf(body) is { IsEmpty: false } inner)
        {
            to.Append(","u8);
            to.Append(inner);
        }

        to.Append("}"u8);
    }

    private static void AppendEscaped(ref RentedBytes to, string text)
    {
        var utf8 = new RentedBytes(Encoding.UTF8.GetMaxByteCount(text.Length));
        try
        {
            utf8.Advance(Encoding.UTF8.GetBytes(text, utf8.Room(Encoding.UTF8.GetMaxByteCount(text.Length))));
            JavaScriptEncoder.UnsafeRelaxedJsonEscaping.EncodeUtf8(utf8.Span, to.Room(utf8.Count * LongestEscape), out _, out var written);
            to.Advance(written);
        }
        finally
        {
            utf8.Dispose();
        }
    }

    /// <summary>What stands between the braces of a JSON object.</summary>
    /// <exception cref="WeChatException">The body is something else.</exception>
    public static ReadOnlySpan<byte> InnerOf(ReadOnlySpan<byte> body) => body.Trim(" \t\r\n"u8) switch
    {
        [] => [],
        [(byte)'{', .. var inner, (byte)'}'] => inner.Trim(" \t\r\n"u8),
        _ => throw new WeChatException(WeChatErrorKind.InvalidRequest, "This API is called encrypted (SecureApi), and WeChat encrypts JSON objects only: send one, or put the path into SecureApi:ExcludedPaths."),
    };

    /// <summary>Checks the plaintext of an answer, and returns it without the members; null when it is not for this app and time, or no JSON object.</summary>
    public static byte[]? Take(ReadOnlySpan<byte> plaintext, string appId, long timestamp)
    {
        var reader = new Utf8JsonReader(plaintext);
        var (hasApp, hasTime) = (false, false);
        var kept = new RentedBytes(plaintext.Length + 2);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return null;
            }

            kept.Append("{"u8);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var start = (int)reader.TokenStartIndex;
                var (isApp, isTime, isNonce) = (reader.ValueTextEquals("_appid"u8), reader.ValueTextEquals("_timestamp"u8), reader.ValueTextEquals("_n"u8));
                reader.Read();
                if (isApp)
                {
                    hasApp = reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(appId);
                }
                else if (isTime)
                {
                    hasTime = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var time) && time == timestamp;
                }

                // A second one that says something else counts as much as the first.
                if ((isApp && !hasApp) || (isTime && !hasTime))
                {
                    return null;
                }

                reader.Skip();
                if (!isApp && !isTime && !isNonce)
                {
                    kept.Append(kept.Count > 1 ? ","u8 : []);
                    kept.Append(plaintext[start..(int)reader.BytesConsumed]);
                }
            }

            // Reads on, so that what follows the object is an error.
            kept.Append("}"u8);
            return hasApp && hasTime && !reader.Read() ? kept.Span.ToArray() : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
        finally
        {
            kept.Dispose();
        }
    }
}
