using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;
using WeChatMini.Sdk.Endpoint;
using WeChatMini.Sdk.Serverless.Runtime;

namespace WeChatMini.Sdk.Serverless.Events;

/// <summary>An HTTP answer on its way into an event's answer.</summary>
internal sealed class EventAnswer(int status, IEnumerable<KeyValuePair<string, StringValues>> headers, ReadOnlyMemory<byte> body)
{
    /// <summary>The host's limit for an answer, 6 MB on Lambda and on SCF. It counts the JSON, with what base64 or escapes add.</summary>
    public const int MaxBytes = 6 * 1024 * 1024;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public int Status => status;

    /// <summary>The headers but for those that the gateway computes itself.</summary>
    public IReadOnlyList<KeyValuePair<string, StringValues>> Headers { get; } = [.. headers.Where(static header => !IsOfConnection(header.Key) && header.Value.Count > 0)];

    public IEnumerable<KeyValuePair<string, StringValues>> OtherHeaders => Headers.Where(static header => !IsCookie(header.Key));

    public IReadOnlyList<string?> Cookies => [.. Headers.Where(static header => IsCookie(header.Key)).SelectMany(static header => header.Value)];

    public static EventAnswer Of(MiniResponse response) =>
        new(response.StatusCode, response.Headers.Select(static header => KeyValuePair.Create(header.Key, new StringValues(header.Value))), response.Body);

    /// <summary>What is sent instead of an answer that the host would refuse.</summary>
    public static EventAnswer TooLarge(Invocation invocation, ILogger log)
    {
        log.AnswerRefused(invocation.RequestId, "it is larger than the 6 MB that the host takes");
        return Of(Problems.AnswerTooLarge());
    }

    /// <summary>The answer in an event's format; what the host cannot carry becomes a clean failure instead.</summary>
    public ReadOnlyMemory<byte> ToJson(EventFormat format, Invocation invocation, ILogger log)
    {
        var isText = Utf8.IsValid(body.Span);
        if (!isText && !format.CarriesBytes)
        {
            log.AnswerRefused(invocation.RequestId, "it is no text, which this kind of event cannot carry");
            return Of(Problems.AnswerNotText()).ToJson(format, invocation, log);
        }

        var json = body.Length > MaxBytes ? null : Write(format, isText);
        return json is { WrittenCount: <= MaxBytes } ? json.WrittenMemory : TooLarge(invocation, log).ToJson(format, invocation, log);
    }

    private ArrayBufferWriter<byte> Write(EventFormat format, bool isText)
    {
        var buffer = new ArrayBufferWriter<byte>(512 + body.Length);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            writer.WriteNumber("statusCode", status);
            format.WriteHeaders(writer, this);
            if (isText)
            {
                writer.WriteString("body", body.Span);
            }
            else
            {
                writer.WriteBase64String("body", body.Span);
            }

            writer.WriteBoolean("isBase64Encoded", !isText);
            writer.WriteEndObject();
        }

        return buffer;
    }

    private static bool IsCookie(string name) => name.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase);

    private static bool IsOfConnection(string name) =>
        name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase) || name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase) || name.Equals("Connection", StringComparison.OrdinalIgnoreCase);
}
