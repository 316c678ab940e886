using System.Globalization;
using System.Text;
using System.Text.Json;

namespace WeChatMini.Sdk.Apis.Wire;

/// <summary>
/// Reads members leniently, as WeChat writes them: numbers as text and text as numbers, one object where a list should be and a list
/// where an object should be. What cannot be read is null. Each method begins at the member's name and ends at the end of its value.
/// </summary>
internal static class JsonIn
{
    /// <summary>What is larger is in milliseconds; in seconds it would be the year 5138.</summary>
    private const long LargestSeconds = 99_999_999_999;

    private const long LargestMilliseconds = 253_402_300_799_999;

    /// <summary>Goes to the next member; false at the end of the object.</summary>
    public static bool Next(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    public static void Skip(ref Utf8JsonReader reader) => reader.Skip();

    public static string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        return TextValue(ref reader);
    }

    public static long? Integer(ref Utf8JsonReader reader)
    {
        reader.Read();
        return IntegerValue(ref reader);
    }

    public static decimal? Decimal(ref Utf8JsonReader reader)
    {
        reader.Read();
        return DecimalValue(ref reader);
    }

    public static bool? Bool(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            JsonTokenType.String when reader.ValueTextEquals("true"u8) => true,
            JsonTokenType.String when reader.ValueTextEquals("false"u8) => false,
            _ => DecimalValue(ref reader) is { } number ? number != 0 : null,
        };
    }

    /// <summary>Seconds since 1970, or milliseconds, or RFC 3339.</summary>
    public static DateTimeOffset? Time(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String && reader.GetString() is { } text && !decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out _))
        {
            return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
        }

        return IntegerValue(ref reader) switch
        {
            > 0 and <= LargestSeconds and { } seconds => DateTimeOffset.FromUnixTimeSeconds(seconds),
            > LargestSeconds and <= LargestMilliseconds and { } milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds),
            _ => null,
        };
    }

    public static ReadOnlyMemory<byte>? Bytes(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.String && reader.TryGetBytesFromBase64(out var bytes) ? bytes : Nothing<byte[]>(ref reader);
    }

    public static JsonElement? Json(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.Null ? null : JsonElement.ParseValue(ref reader);
    }

    public static T? Object<T>(ref Utf8JsonReader reader)
        where T : class, IAnswerModel<T>
    {
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => T.Read(ref reader),
            JsonTokenType.StartArray => List<T>(ref reader, []) is [var first, ..] ? first : null,
            _ => Nothing<T>(ref reader),
        };
    }

    public static IReadOnlyList<T>? List<T>(ref Utf8JsonReader reader)
        where T : class, IAnswerModel<T>
    {
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.StartArray => List<T>(ref reader, []),
            JsonTokenType.StartObject => [T.Read(ref reader)],
            _ => Nothing<IReadOnlyList<T>>(ref reader),
        };
    }

    public static IReadOnlyList<string>? Texts(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return TextValue(ref reader) is { } one ? [one] : null;
        }

        var values = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (TextValue(ref reader) is { } value)
            {
                values.Add(value);
            }
        }

        return values;
    }

    public static IReadOnlyList<long>? Integers(ref Utf8JsonReader reader) => Decimals(ref reader)?.Where(static number => number is >= long.MinValue and <= long.MaxValue).Select(static number => (long)number).ToArray();

    public static IReadOnlyList<decimal>? Decimals(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return DecimalValue(ref reader) is { } one ? [one] : null;
        }

        var values = new List<decimal>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (DecimalValue(ref reader) is { } value)
            {
                values.Add(value);
            }
        }

        return values;
    }

    public static IReadOnlyDictionary<string, string>? TemplateData(ref Utf8JsonReader reader)
    {
        reader.Read();
        return Nothing<IReadOnlyDictionary<string, string>>(ref reader);
    }

    private static List<T> List<T>(ref Utf8JsonReader reader, List<T> values)
        where T : class, IAnswerModel<T>
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                values.Add(T.Read(ref reader));
            }
            else
            {
                reader.Skip();
            }
        }

        return values;
    }

    /// <summary>Any value as text: containers as their JSON, which some fields hold although the documentation says text.</summary>
    private static string? TextValue(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        JsonTokenType.StartObject or JsonTokenType.StartArray => JsonElement.ParseValue(ref reader).GetRawText(),
        _ => null,
    };

    private static long? IntegerValue(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number) ? number
        : DecimalValue(ref reader) is >= long.MinValue and <= long.MaxValue and { } other ? (long)other
        : null;

    private static decimal? DecimalValue(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number:
                return reader.TryGetDecimal(out var number) ? number : null;
            case JsonTokenType.String:
                return decimal.TryParse(reader.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) ? parsed : null;
            case JsonTokenType.True:
                return 1;
            case JsonTokenType.False:
                return 0;
            default:
                reader.Skip();
                return null;
        }
    }

    private static T? Nothing<T>(ref Utf8JsonReader reader)
        where T : class
    {
        reader.Skip();
        return null;
    }
}
