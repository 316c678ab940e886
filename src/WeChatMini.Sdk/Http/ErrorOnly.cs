using System.Text.Json.Serialization;

namespace WeChatMini.Sdk.Http;

/// <summary>The two members that make any answer an error; the rest is skipped.</summary>
internal sealed class ErrorOnly
{
    [JsonPropertyName("errcode")]
    public int? ErrorCode { get; set; }

    [JsonPropertyName("errmsg")]
    public string? ErrorMessage { get; set; }

    /// <summary>Reads an answer; null when it is no error, or none that can be read: the caller's own reader then says what it thinks of it.</summary>
    public static ErrorOnly? Of(ReadOnlySpan<byte> body)
    {
        // Most answers of success have no errcode at all, and a look for it is cheaper than reading them twice.
        return body.IndexOf("\"errcode\""u8) >= 0 && JsonAnswer.Read(body, ErrorOnlyJsonContext.Default.ErrorOnly) is { ErrorCode: not (null or 0) } error ? error : null;
    }
}

[JsonSourceGenerationOptions(MaxDepth = 64, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(ErrorOnly))]
internal sealed partial class ErrorOnlyJsonContext : JsonSerializerContext;
