using System.Text.Json;

namespace WeChatMini.Fuzz.Support;

/// <summary>What the library takes for JSON, the framework takes too, with the same limits and no member twice.</summary>
internal static class JsonOracle
{
    public static JsonDocument Parse(ReadOnlyMemory<byte> source, int maxDepth)
    {
        try
        {
            source = source.Span is [0xEF, 0xBB, 0xBF, ..] ? source[3..] : source;
            return JsonDocument.Parse(source, new JsonDocumentOptions { MaxDepth = maxDepth, AllowDuplicateProperties = false });
        }
        catch (JsonException exception)
        {
            throw new FindingException("The framework refuses JSON that was accepted: " + exception.Message);
        }
    }
}
