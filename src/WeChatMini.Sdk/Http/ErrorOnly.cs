using System.Text.Json.Serialization;

namespace WeChatMini.Sdk.Http;

/// <summary>The two members that make any answer an error; the rest is skipped.</summary>
internal sealed class ErrorOnly
{
    private static ReadOnlySpan<byte> Name => "\"errcode\""u8;

    [JsonPropertyName("errcode")]
    public int? ErrorCode { get; set; }

    [JsonPropertyName("errmsg")]
    public string? ErrorMessage { get; set; }

    /// <summary>Reads an answer; null when it is no error, or none that can be read: the caller's own reader then says what it thinks of it.</summary>
    public static ErrorOnly? Of(ReadOnlySpan<byte> body)
    {
        return MayBeError(body) && JsonAnswer.Read(body, ErrorOnlyJsonContext.Default.ErrorOnly) is { ErrorCode: not (null or 0) } error ? error : null;
    }

    /// <summary>Answers of success have no errcode, or one that is 0, and a look at it is cheaper than reading them twice.</summary>
    private static bool MayBeError(ReadOnlySpan<byte> body)
    {
        var at = body.IndexOf(Name);
        if (at < 0)
        {
            return false;
        }

        // A second one would count instead of the first.
        var value = body[(at + Name.Length)..];
        return value.TrimStart(" \t\r\n:"u8) is not [(byte)'0', (byte)',' or (byte)'}', ..] || value.IndexOf(Name) >= 0;
    }
}

[JsonSourceGenerationOptions(MaxDepth = 64, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(ErrorOnly))]
internal sealed partial class ErrorOnlyJsonContext : JsonSerializerContext;
