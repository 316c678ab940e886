using System.Text;
using System.Text.Json;

namespace WeChatMini.Sdk.Serverless.Events;

/// <summary>Reads members of an event. A member of the wrong type is a <see cref="FormatException"/>: the event is not what it looks like.</summary>
internal static class EventJson
{
    /// <summary>An inner object, or an undefined element where there is none.</summary>
    public static JsonElement Inner(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value : default;

    public static bool Has(this JsonElement element, string name) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out _);

    /// <summary>A text, or null where it is missing or null.</summary>
    public static string? Text(this JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.String ? value.GetString() : throw new FormatException($"{name} of the event is no text.");
    }

    public static bool IsTrue(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    /// <summary>All values of an object whose members are texts or lists of texts.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Pairs(this JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            yield break;
        }

        foreach (var member in element.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Array)
            {
                foreach (var item in member.Value.EnumerateArray())
                {
                    yield return KeyValuePair.Create(member.Name, Scalar(item));
                }
            }
            else
            {
                yield return KeyValuePair.Create(member.Name, Scalar(member.Value));
            }
        }
    }

    /// <summary>A query as it would stand in a URL, from members that the gateway has decoded.</summary>
    public static string ToQuery(this IEnumerable<KeyValuePair<string, string>> pairs)
    {
        var query = new StringBuilder();
        foreach (var (name, value) in pairs)
        {
            query.Append(query.Length == 0 ? '?' : '&').Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
        }

        return query.ToString();
    }

    private static string Scalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null => "",
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => throw new FormatException("A header or a query parameter of the event is no text."),
    };
}
