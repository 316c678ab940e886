using System.Text;
using System.Text.Json;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.SecureApi;

namespace WeChatMini.Sdk.Signatures;

/// <summary>A JSON object to which members are added at its end. What it has goes over the wire as it came.</summary>
internal sealed class SignedBody
{
    private readonly byte[] _body;
    private readonly int _end;
    private bool _isEmpty = true;

    /// <summary>Reads an object.</summary>
    /// <exception cref="WeChatException">It is no object.</exception>
    public SignedBody(byte[] body)
    {
        _body = body;
        try
        {
            var reader = new Utf8JsonReader(body);
            _end = reader.Read() && reader.TokenType == JsonTokenType.StartObject ? EndOf(ref reader) : throw NoObject();
        }
        catch (JsonException)
        {
            // The parser's own words may quote the body.
            throw NoObject();
        }
    }

    /// <summary>Finds a text, or a number as it was written; null when there is no such member, or it is null.</summary>
    public string? Find(ReadOnlySpan<byte> name)
    {
        var text = new RentedBytes(64);
        try
        {
            return Copy(name, ref text) ? Encoding.UTF8.GetString(text.Span) : null;
        }
        finally
        {
            text.Dispose();
        }
    }

    /// <summary>Copies a text, or a number as it was written. False when there is no such member, or it is null.</summary>
    /// <exception cref="WeChatException">It is something else, which nobody could sign.</exception>
    public bool Copy(scoped ReadOnlySpan<byte> name, ref RentedBytes to)
    {
        var reader = new Utf8JsonReader(_body);
        switch (Seek(ref reader, name))
        {
            case JsonTokenType.String:
                try
                {
                    to.Advance(reader.CopyString(to.Room(reader.ValueSpan.Length)));
                    return true;
                }
                catch (InvalidOperationException)
                {
                    throw Unsigned(name);
                }

            case JsonTokenType.Number:
                to.Append(reader.ValueSpan);
                return true;
            case JsonTokenType.None or JsonTokenType.Null:
                return false;
            default:
                throw Unsigned(name);
        }
    }

    /// <summary>Begins what is sent.</summary>
    public void Begin(ref RentedBytes sent) => sent.Append(_body.AsSpan(0, _end));

    /// <summary>Adds a text in which nothing has to be escaped, or a number.</summary>
    /// <exception cref="WeChatException">The body has such a member.</exception>
    public void Add(scoped ReadOnlySpan<byte> name, scoped ReadOnlySpan<byte> value, bool isText, ref RentedBytes sent)
    {
        var reader = new Utf8JsonReader(_body);
        if (Seek(ref reader, name) != JsonTokenType.None)
        {
            throw new WeChatException(WeChatErrorKind.Misconfigured, $"Leave {Encoding.UTF8.GetString(name)} out of the body, null or not: it is added when the call is sent.");
        }

        sent.Append(_isEmpty ? "\""u8 : ",\""u8);
        sent.Append(name);
        sent.Append(isText ? "\":\""u8 : "\":"u8);
        sent.Append(value);
        sent.Append(isText ? "\""u8 : []);
        _isEmpty = false;
    }

    /// <summary>Ends what is sent.</summary>
    public static byte[] End(ref RentedBytes sent)
    {
        sent.Append("}"u8);
        return sent.Span.ToArray();
    }

    private static WeChatException NoObject() => new(WeChatErrorKind.Misconfigured, "A signature is added to the body of this call, which must be a JSON object therefore.");

    private static WeChatException Unsigned(ReadOnlySpan<byte> name) => new(WeChatErrorKind.Misconfigured, $"{Encoding.UTF8.GetString(name)} is signed, and must be a text or a number in the body.");

    /// <summary>The type of a member, at which the reader stops; None when there is none.</summary>
    private static JsonTokenType Seek(ref Utf8JsonReader reader, scoped ReadOnlySpan<byte> name)
    {
        try
        {
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isFound = reader.ValueTextEquals(name);
                reader.Read();
                if (isFound)
                {
                    return reader.TokenType;
                }

                reader.Skip();
            }

            return JsonTokenType.None;
        }
        catch (InvalidOperationException)
        {
            // A name with half of an emoji in it.
            throw NoObject();
        }
    }

    private int EndOf(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            _isEmpty = false;
            reader.Skip();
        }

        var end = (int)reader.TokenStartIndex;
        return reader.Read() ? throw NoObject() : end;
    }
}
