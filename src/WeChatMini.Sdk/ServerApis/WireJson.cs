using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace WeChatMini.Sdk.ServerApis;

/// <summary>How JSON is written for WeChat. What one message was written with serves the next one of its thread.</summary>
internal static class WireJson
{
    private const int FirstBytes = 512;

    /// <summary>A body that is larger is rare, and its memory is not kept.</summary>
    private const int MostKept = 16 * 1024;

    private static readonly JsonWriterOptions Options = new() { Encoder = WireEncoder.Instance };

    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Bytes, Utf8JsonWriter Json)? _spare;

    public static byte[] Write<T>(T value, JsonTypeInfo<T> type)
    {
        // Taken, not looked at: what writes a value may write another message.
        var writer = _spare ?? Create();
        _spare = null;
        JsonSerializer.Serialize(writer.Json, value, type);
        var written = writer.Bytes.WrittenSpan.ToArray();

        // Emptied: it is users' data.
        writer.Bytes.Clear();
        writer.Json.Reset();
        if (writer.Bytes.Capacity <= MostKept)
        {
            _spare = writer;
        }

        return written;
    }

    private static (ArrayBufferWriter<byte> Bytes, Utf8JsonWriter Json) Create()
    {
        var bytes = new ArrayBufferWriter<byte>(FirstBytes);
        return (bytes, new Utf8JsonWriter(bytes, Options));
    }
}
