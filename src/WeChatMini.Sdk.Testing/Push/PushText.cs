using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WeChatMini.Sdk.Testing.Push;

/// <summary>Writes a message in the format of the account.</summary>
internal static class PushText
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(JsonObject document, FakePushFormat format) => format == FakePushFormat.Json ? document.ToJsonString(Json) : Xml(document);

    private static string Xml(JsonObject document)
    {
        var text = new StringBuilder("<xml>");
        Append(text, document);
        return text.Append("</xml>").ToString();
    }

    private static void Append(StringBuilder text, JsonObject parts)
    {
        foreach (var (name, value) in parts)
        {
            foreach (var entry in value is JsonArray entries ? [.. entries] : new[] { value })
            {
                text.Append(CultureInfo.InvariantCulture, $"<{name}>");
                if (entry is JsonObject inner)
                {
                    Append(text, inner);
                }
                else if (entry is JsonValue scalar && scalar.GetValueKind() == JsonValueKind.String)
                {
                    text.Append("<![CDATA[").Append(scalar.GetValue<string>().Replace("]]>", "]]]]><![CDATA[>", StringComparison.Ordinal)).Append("]]>");
                }
                else
                {
                    text.Append(entry?.ToJsonString() ?? "");
                }

                text.Append(CultureInfo.InvariantCulture, $"</{name}>\n");
            }
        }
    }
}
