using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using WeChatMini.Sdk.Http;

namespace WeChatMini.Sdk.UserData;

/// <summary>Reads JSON that came from a client: strict UTF-8, no duplicate members, eight levels at most.</summary>
internal static class DataReader
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    /// <summary>Returns what sealed data holds; null when it is not of this app and user, not recent, or anything else is wrong with it.</summary>
    public static T? Read<T>(ReadOnlyMemory<byte> json, JsonTypeInfo<T> type, in DataRules rules)
        where T : class
    {
        try
        {
            if (!IsText(json.Span))
            {
                return null;
            }

            using var document = JsonDocument.Parse(json, Strict);
            return Fits(document.RootElement, rules) ? JsonSerializer.Deserialize(json.Span, type) : null;
        }
        catch (Exception)
        {
            // Anything: a converter of the application reads what an attacker wrote, and its exception would tell the one from the other.
            return null;
        }
    }

    /// <summary>Returns what a verified text holds; null when it is not the expected JSON.</summary>
    public static T? Read<T>(ReadOnlyMemory<byte> json, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            // This library's own types refuse depth and duplicates by themselves, those of skipped members excepted.
            if (!IsText(json.Span))
            {
                return null;
            }

            using var document = JsonDocument.Parse(json, Strict);
            return JsonSerializer.Deserialize(json.Span, type);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Reads seconds since 1970, which WeChat sends as a number and now and then as a text.</summary>
    public static bool TryReadSeconds(JsonElement time, out long seconds)
    {
        seconds = 0;
        return time.ValueKind == JsonValueKind.Number ? time.TryGetInt64(out seconds)
            : time.ValueKind == JsonValueKind.String && long.TryParse(time.GetString(), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out seconds);
    }

    private static bool IsText(ReadOnlySpan<byte> json) => JsonText.IsObject(json) && Utf8.IsValid(json);

    private static bool Fits(JsonElement data, in DataRules rules) =>
        data.TryGetProperty("watermark"u8, out var watermark) && watermark.ValueKind == JsonValueKind.Object
        && watermark.TryGetProperty("appid"u8, out var appId) && appId.ValueKind == JsonValueKind.String && appId.ValueEquals(rules.AppId)
        && watermark.TryGetProperty("timestamp"u8, out var time) && TryReadSeconds(time, out var seconds) && rules.IsRecent(seconds)

        // Phone numbers, steps and groups carry no openid: they are bound to the user by the key alone.
        && (!data.TryGetProperty("openId"u8, out var openId) || (openId.ValueKind == JsonValueKind.String && openId.ValueEquals(rules.OpenId)));
}
