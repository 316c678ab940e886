using System.Text;
using System.Text.Json;
using WeChatMini.Sdk.Errors;

namespace WeChatMini.Sdk.Signatures;

/// <summary>A JSON object to which members are added at its end. What it has goes over the wire as it came.</summary>
internal sealed class SignedBody
{
    private readonly Dictionary<string, string> _members = new(StringComparer.Ordinal);
    private readonly StringBuilder _added = new();
    private readonly byte[] _body;
    private readonly int _end;

    /// <summary>Reads the members of an object.</summary>
    /// <exception cref="WeChatException">It is no object.</exception>
    public SignedBody(byte[] body)
    {
        _body = body;
        try
        {
            _end = ReadMembers();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Invalid UTF-8 is the second one. The parser's own words may quote the body.
            throw NoObject();
        }
    }

    /// <summary>Finds a text, or a number as it was written; null when there is no such member.</summary>
    public string? Find(string name) => _members.GetValueOrDefault(name);

    /// <summary>Adds a text in which nothing has to be escaped.</summary>
    /// <exception cref="WeChatException">The body has such a member.</exception>
    public SignedBody Add(string name, string value) => Append(name, value, "\"");

    /// <summary>Adds a number.</summary>
    public SignedBody AddNumber(string name, string value) => Append(name, value, "");

    /// <summary>Returns the whole body.</summary>
    public byte[] ToBytes() => [.. _body.AsSpan(0, _end), .. Encoding.UTF8.GetBytes(_added.Append('}').ToString())];

    private static WeChatException NoObject() => new(WeChatErrorKind.Misconfigured, "A signature is added to the body of this call, which must be a JSON object therefore.");

    private int ReadMembers()
    {
        var reader = new Utf8JsonReader(_body);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw NoObject();
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            _members[name] = reader.TokenType == JsonTokenType.String ? reader.GetString()! : Encoding.UTF8.GetString(reader.ValueSpan);
            reader.Skip();
        }

        var end = (int)reader.TokenStartIndex;
        return reader.Read() ? throw NoObject() : end;
    }

    private SignedBody Append(string name, string value, string quote)
    {
        if (!_members.TryAdd(name, value))
        {
            throw new WeChatException(WeChatErrorKind.Misconfigured, $"Leave {name} out of the body: it is added when the call is sent.");
        }

        _added.Append(_members.Count > 1 ? "," : "").Append('"').Append(name).Append("\":").Append(quote).Append(value).Append(quote);
        return this;
    }
}
