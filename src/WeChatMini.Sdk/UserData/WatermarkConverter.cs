using System.Text.Json;
using System.Text.Json.Serialization;

namespace WeChatMini.Sdk.UserData;

/// <summary>Reads the watermark beside a phone number. The number's code is spent, so nothing that is wrong here may cost the number: it counts as missing.</summary>
internal sealed class WatermarkConverter : JsonConverter<PhoneNumberWatermark>
{
    /// <summary>Of the year 9999.</summary>
    private const long LastSecond = 253402300799;

    public override PhoneNumberWatermark? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var json = JsonElement.ParseValue(ref reader);
        return json.ValueKind != JsonValueKind.Object ? null : new PhoneNumberWatermark
        {
            AppId = json.TryGetProperty("appid"u8, out var appId) ? TextOf(appId) : null,
            GivenAt = json.TryGetProperty("timestamp"u8, out var time) && DataReader.TryReadSeconds(time, out var seconds) && seconds is >= 0 and <= LastSecond ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null,
        };
    }

    /// <summary>Half of an emoji is no text.</summary>
    private static string? TextOf(JsonElement json)
    {
        try
        {
            return json.ValueKind == JsonValueKind.String ? json.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    public override void Write(Utf8JsonWriter writer, PhoneNumberWatermark value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        if (value.AppId is { } appId)
        {
            writer.WriteString("appid"u8, appId);
        }

        if (value.GivenAt is { } time)
        {
            writer.WriteNumber("timestamp"u8, time.ToUnixTimeSeconds());
        }

        writer.WriteEndObject();
    }
}
