using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace WeChatMini.Sdk.Http;

/// <summary>Reads JSON answers, of WeChat and of whoever stands in its place.</summary>
internal static class JsonAnswer
{
    /// <summary>Returns what the body holds; null when it is not the expected JSON object.</summary>
    public static T? Read<T>(ReadOnlySpan<byte> body, JsonTypeInfo<T> type)
        where T : class
    {
        // The reader's exceptions repeat the word that they stumbled over, which in "failed: /path?secret=…" is all of it.
        if (!JsonText.IsObject(body))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(JsonText.WithoutMark(body), type);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Invalid UTF-8 in a string is an InvalidOperationException.
            return null;
        }
    }
}
