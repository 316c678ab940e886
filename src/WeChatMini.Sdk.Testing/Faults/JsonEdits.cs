using System.Text;
using System.Text.Json;
using WeChatMini.Sdk.Testing.Endpoints;

namespace WeChatMini.Sdk.Testing.Faults;

/// <summary>Changes to an answer's JSON object, as bytes.</summary>
internal static class JsonEdits
{
    private const int Depth = 1000;

    public static byte[] Without(byte[] body, string member) => Rewrite(body, (name, _) => name == member ? [] : null);

    public static byte[] With(byte[] body, string member, string value) => Rewrite(body, (name, _) => name == member ? [value] : null);

    public static byte[] Duplicate(byte[] body) => Rewrite(body, (_, value) => [value.ToString(), "another-" + value]);

    public static byte[] ErrorCodeZero(byte[] body) =>
        body.AsSpan().IndexOf("\"errcode\""u8) >= 0 ? body : Append(body, ",\"errcode\":0,\"errmsg\":\"ok\"");

    public static byte[] Deepen(byte[] body) => Append(body, ",\"nested\":" + new string('[', Depth) + new string(']', Depth));

    public static byte[] PadTo(byte[] body, int bytes)
    {
        const string Frame = ",\"padding\":\"\"";
        var fill = Math.Max(0, bytes - body.Length - Frame.Length);
        return Append(body, Frame.Insert(Frame.Length - 1, new string('x', fill)));
    }

    public static byte[] InvalidUtf8(byte[] body)
    {
        var at = body.AsSpan().IndexOf(":\""u8) + 2;
        return [.. body[..at], 0xC3, 0x28, 0xFF, .. body[at..]];
    }

    private static byte[] Append(byte[] body, string members) => [.. body[..^1], .. Encoding.UTF8.GetBytes(members), (byte)'}'];

    /// <summary>Copies the object; where the change gives values, they take the member's place, one member each.</summary>
    private static byte[] Rewrite(byte[] body, Func<string, JsonElement, string[]?> change)
    {
        using var document = JsonDocument.Parse(body);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, WeChatErrors.Plain with { SkipValidation = true }))
        {
            json.WriteStartObject();
            foreach (var member in document.RootElement.EnumerateObject())
            {
                Write(json, member, change(member.Name, member.Value));
            }

            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void Write(Utf8JsonWriter json, JsonProperty member, string[]? values)
    {
        if (values is null)
        {
            member.WriteTo(json);
            return;
        }

        foreach (var value in values)
        {
            json.WriteString(member.Name, value);
        }
    }
}
