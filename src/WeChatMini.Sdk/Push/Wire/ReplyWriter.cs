using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace WeChatMini.Sdk.Push.Wire;

/// <summary>Writes the few documents that go back to WeChat, in either format: text, whole numbers, and one level of parts.</summary>
internal static class ReplyWriter
{
    // For WeChat and not for a page: a plus in Base64 stays one.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(PushFormat format, IReadOnlyList<(string Name, object Value)> fields) =>
        format == PushFormat.Json ? WriteJson(fields) : Encoding.UTF8.GetBytes(WriteXml(new StringBuilder("<xml>"), fields).Append("</xml>").ToString());

    private static byte[] WriteJson(IReadOnlyList<(string Name, object Value)> fields)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            WriteJson(writer, fields);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteJson(Utf8JsonWriter writer, IReadOnlyList<(string Name, object Value)> fields)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in fields)
        {
            writer.WritePropertyName(name);
            switch (value)
            {
                case long number:
                    writer.WriteNumberValue(number);
                    break;
                case IReadOnlyList<(string Name, object Value)> parts:
                    WriteJson(writer, parts);
                    break;
                default:
                    writer.WriteStringValue((string)value);
                    break;
            }
        }

        writer.WriteEndObject();
    }

    private static StringBuilder WriteXml(StringBuilder text, IReadOnlyList<(string Name, object Value)> fields)
    {
        foreach (var (name, value) in fields)
        {
            text.Append('<').Append(name).Append('>');
            _ = value switch
            {
                long number => text.Append(CultureInfo.InvariantCulture, $"{number}"),
                IReadOnlyList<(string Name, object Value)> parts => WriteXml(text, parts),
                _ => text.Append("<![CDATA[").Append(((string)value).Replace("]]>", "]]]]><![CDATA[>", StringComparison.Ordinal)).Append("]]>"),
            };
            text.Append("</").Append(name).Append('>');
        }

        return text;
    }
}
