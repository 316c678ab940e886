using System.Text.Json;

namespace WeChatMini.Sdk.Testing.Catalogue;

/// <summary>Checks place and type of what was sent, as the catalogue has them. What the catalogue does not know is let through, as WeChat does.</summary>
internal static class RequestCheck
{
    /// <summary>The errcode and the reason; null when all is well.</summary>
    public static (int Code, string Reason)? Check(WireEndpoint endpoint, Func<string, string> query, ReadOnlyMemory<byte> body)
    {
        foreach (var field in endpoint.Request.Where(field => field.Place == '?' && !endpoint.Signatures.Contains(field.Path)))
        {
            var value = query(field.Path);
            if (field.IsRequired && value.Length == 0)
            {
                return (40097, $"invalid args: {field.Path} is missing from the query");
            }

            if (value.Length > 0 && !field.FitsText(value))
            {
                return (40097, $"invalid args: {field.Path} is no number");
            }
        }

        // The one that WeChat documents. Which of its checks comes first it does not say.
        if (endpoint.Signatures.Contains("sig_method") && query("sig_method") != "hmac_sha256")
        {
            return (87008, "invalid sig_method");
        }

        if (endpoint.Request.Any(field => field.Place == '%'))
        {
            return FormCheck.Check(endpoint, query, body);
        }

        if (endpoint.Request.Any(field => field.Place == '='))
        {
            return body.Length == 0 ? (44002, "empty post data") : null;
        }

        return Body(endpoint, body);
    }

    private static (int Code, string Reason)? Body(WireEndpoint endpoint, ReadOnlyMemory<byte> body)
    {
        var fields = endpoint.Request.Where(field => field.Place == '.').ToList();
        if (endpoint.Method == "GET" || fields.Count == 0)
        {
            return null;
        }

        if (body.Length == 0)
        {
            return (44002, "empty post data");
        }

        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object && Members(json.RootElement, fields, "") is not { } wrong ? null : (47001, $"data format error: {(json.RootElement.ValueKind == JsonValueKind.Object ? Members(json.RootElement, fields, "") : "no object")}");
        }
        catch (JsonException)
        {
            return (47001, "data format error: no JSON");
        }
    }

    private static string? Members(JsonElement json, IReadOnlyList<WireField> fields, string parent)
    {
        foreach (var field in fields.Where(field => field.Parent == parent))
        {
            if (!json.TryGetProperty(field.Name, out var value))
            {
                if (field.IsRequired)
                {
                    return $"{field.Path} is missing";
                }

                continue;
            }

            if (!Fits(value, field.Type))
            {
                return $"{field.Path} is {value.ValueKind}";
            }

            var inner = value.ValueKind switch
            {
                JsonValueKind.Object => Members(value, fields, field.Path),
                JsonValueKind.Array when field.Type == "o[]" => value.EnumerateArray().Select(item => Members(item, fields, field.Path)).FirstOrDefault(wrong => wrong is not null),
                _ => null,
            };
            if (inner is not null)
            {
                return inner;
            }
        }

        return null;
    }

    private static bool Fits(JsonElement value, string type) => type switch
    {
        "s" or "d" or "x" => value.ValueKind == JsonValueKind.String,
        "n" => value.ValueKind == JsonValueKind.Number,
        "i" or "t" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "f" => value.ValueKind == JsonValueKind.Number && value.GetDecimal() is 0 or 1,
        "b" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "o" => value.ValueKind == JsonValueKind.Object,
        "s[]" => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String),
        "n[]" => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Number),
        "o[]" => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object),
        _ => value.ValueKind == JsonValueKind.Array,
    };
}
