using System.Text.Json.Nodes;

namespace WeChatMini.Sdk.Testing.Catalogue;

/// <summary>A well-formed answer with every member that the catalogue has, each with a value of its own; lists have two items.</summary>
internal static class SampleAnswer
{
    private const long FirstSecond = 1_767_225_600;

    /// <summary>The smallest PNG.</summary>
    public static readonly byte[] Picture = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    public static string Json(WireEndpoint endpoint)
    {
        var count = 0;
        var root = new JsonObject { ["errcode"] = 0, ["errmsg"] = "ok" };
        Fill(root, endpoint.Answer, "", ref count);
        return root.ToJsonString(FakeSealedData.Plain);
    }

    private static void Fill(JsonObject target, IReadOnlyList<WireField> fields, string parent, ref int count)
    {
        foreach (var field in fields.Where(field => field.Parent == parent))
        {
            target[field.Name] = Value(field, fields, ref count);
        }
    }

    private static JsonNode Value(WireField field, IReadOnlyList<WireField> fields, ref int count)
    {
        count++;
        return field.Type switch
        {
            "s" => $"{field.Name} 示例 {count}",
            "n" or "i" => count,
            "t" => FirstSecond + count,
            "d" => "2026-01-31T08:00:00.000+08:00",
            "f" => 1,
            "b" => true,
            "x" => "AQID",
            "s[]" => new JsonArray($"{field.Name} {count}", $"{field.Name} {++count}"),
            "n[]" => new JsonArray(count, ++count),
            "a" => new JsonArray($"{field.Name} {count}", ++count),
            "o[]" => new JsonArray(Object(field, fields, ref count), Object(field, fields, ref count)),
            _ => Object(field, fields, ref count),
        };
    }

    private static JsonObject Object(WireField field, IReadOnlyList<WireField> fields, ref int count)
    {
        var json = new JsonObject();
        Fill(json, fields, field.Path, ref count);
        if (json.Count == 0)
        {
            json["sample"] = ++count;
        }

        return json;
    }
}
