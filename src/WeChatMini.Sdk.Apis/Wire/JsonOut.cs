using System.Globalization;
using System.Text.Json;

namespace WeChatMini.Sdk.Apis.Wire;

/// <summary>Writes members strictly: as the catalogue has them, and not at all when they are null.</summary>
internal static class JsonOut
{
    private const string Rfc3339Format = "yyyy-MM-dd'T'HH:mm:ss.fffzzz";

    public static void Text(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    public static void Integer(Utf8JsonWriter writer, ReadOnlySpan<byte> name, long? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
    }

    public static void Decimal(Utf8JsonWriter writer, ReadOnlySpan<byte> name, decimal? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
    }

    public static void Bool(Utf8JsonWriter writer, ReadOnlySpan<byte> name, bool? value)
    {
        if (value is { } flag)
        {
            writer.WriteBoolean(name, flag);
        }
    }

    public static void Flag(Utf8JsonWriter writer, ReadOnlySpan<byte> name, bool? value) => Integer(writer, name, value is { } flag ? (flag ? 1 : 0) : null);

    public static void Time(Utf8JsonWriter writer, ReadOnlySpan<byte> name, DateTimeOffset? value) => Integer(writer, name, value?.ToUnixTimeSeconds());

    public static void TimeText(Utf8JsonWriter writer, ReadOnlySpan<byte> name, DateTimeOffset? value) => Text(writer, name, WireText.Of(value));

    public static void Rfc3339(Utf8JsonWriter writer, ReadOnlySpan<byte> name, DateTimeOffset? value) => Text(writer, name, value?.ToString(Rfc3339Format, CultureInfo.InvariantCulture));

    public static void Bytes(Utf8JsonWriter writer, ReadOnlySpan<byte> name, ReadOnlyMemory<byte>? value)
    {
        if (value is { } bytes)
        {
            writer.WriteBase64String(name, bytes.Span);
        }
    }

    public static void Json(Utf8JsonWriter writer, ReadOnlySpan<byte> name, JsonElement? value)
    {
        if (value is { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.Null) } json)
        {
            writer.WritePropertyName(name);
            json.WriteTo(writer);
        }
    }

    public static void Object<T>(Utf8JsonWriter writer, ReadOnlySpan<byte> name, T? value)
        where T : class, IRequestModel<T>
    {
        if (value is not null)
        {
            writer.WritePropertyName(name);
            T.Write(writer, value);
        }
    }

    public static void List<T>(Utf8JsonWriter writer, ReadOnlySpan<byte> name, IReadOnlyList<T>? values)
        where T : class, IRequestModel<T>
    {
        if (values is not null)
        {
            writer.WriteStartArray(name);
            foreach (var value in values)
            {
                T.Write(writer, value);
            }

            writer.WriteEndArray();
        }
    }

    public static void Texts(Utf8JsonWriter writer, ReadOnlySpan<byte> name, IReadOnlyList<string>? values)
    {
        if (values is not null)
        {
            writer.WriteStartArray(name);
            foreach (var value in values)
            {
                writer.WriteStringValue(value);
            }

            writer.WriteEndArray();
        }
    }

    public static void Integers(Utf8JsonWriter writer, ReadOnlySpan<byte> name, IReadOnlyList<long>? values)
    {
        if (values is not null)
        {
            writer.WriteStartArray(name);
            foreach (var value in values)
            {
                writer.WriteNumberValue(value);
            }

            writer.WriteEndArray();
        }
    }

    public static void Decimals(Utf8JsonWriter writer, ReadOnlySpan<byte> name, IReadOnlyList<decimal>? values)
    {
        if (values is not null)
        {
            writer.WriteStartArray(name);
            foreach (var value in values)
            {
                writer.WriteNumberValue(value);
            }

            writer.WriteEndArray();
        }
    }

    /// <summary>A template's data: <c>{"thing1":{"value":"…"}}</c>.</summary>
    public static void TemplateData(Utf8JsonWriter writer, ReadOnlySpan<byte> name, IReadOnlyDictionary<string, string>? values)
    {
        if (values is not null)
        {
            writer.WriteStartObject(name);
            foreach (var (keyword, value) in values)
            {
                writer.WriteStartObject(keyword);
                writer.WriteString("value"u8, value);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }
    }
}
