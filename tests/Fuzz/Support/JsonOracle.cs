using System.Text.Json;

namespace WeChatMini.Fuzz.Support;

/// <summary>What the library takes for JSON, the framework takes too, with the same limits and no member twice.</summary>
internal static class JsonOracle
{
    public static JsonDocument Parse(ReadOnlyMemory<byte> source, int maxDepth) => Parse(source, maxDepth, isUnique: true);

    /// <summary>For what is read into an object: a member that nobody reads may be there twice.</summary>
    /// <param name="source">What was taken.</param>
    /// <param name="maxDepth">How deep it may be.</param>
    /// <param name="members">The members that are read.</param>
    public static JsonDocument ParseObject(ReadOnlyMemory<byte> source, int maxDepth, params string[] members)
    {
        var document = Parse(source, maxDepth, isUnique: false);
        foreach (var name in members)
        {
            Check.That(document.RootElement.EnumerateObject().Count(member => member.NameEquals(name)) <= 1, $"A second {name} was accepted.");
        }

        return document;
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> source, int maxDepth, bool isUnique)
    {
        try
        {
            source = source.Span is [0xEF, 0xBB, 0xBF, ..] ? source[3..] : source;
            return JsonDocument.Parse(source, new JsonDocumentOptions { MaxDepth = maxDepth, AllowDuplicateProperties = !isUnique });
        }
        catch (JsonException exception)
        {
            throw new FindingException("The framework refuses JSON that was accepted: " + exception.Message);
        }
    }
}
