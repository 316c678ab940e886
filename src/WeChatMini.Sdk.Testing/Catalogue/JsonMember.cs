using System.Text.Json;
using System.Text.Json.Nodes;

namespace WeChatMini.Sdk.Testing.Catalogue;

/// <summary>Finds one member of a body.</summary>
internal static class JsonMember
{
    /// <summary>Returns a text, or a number as it was written; null when there is no such member, or no object.</summary>
    public static string? Find(ReadOnlyMemory<byte> body, string name)
    {
        try
        {
            return JsonNode.Parse(body.Span) is JsonObject json && json[name] is JsonValue value && value.GetValueKind() is JsonValueKind.String or JsonValueKind.Number ? value.ToString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
