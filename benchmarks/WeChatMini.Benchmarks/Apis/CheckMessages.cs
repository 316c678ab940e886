using System.Text.Json.Serialization;

namespace WeChatMini.Benchmarks.Apis;

/// <summary>What msg_sec_check takes.</summary>
internal sealed class CheckBody
{
    [JsonPropertyName("content")]
    public required string Content { get; init; }

    [JsonPropertyName("version")]
    public int Version { get; init; } = 2;

    [JsonPropertyName("scene")]
    public int Scene { get; init; } = 1;

    [JsonPropertyName("openid")]
    public required string OpenId { get; init; }
}

/// <summary>What it answers.</summary>
internal sealed class CheckAnswer
{
    [JsonPropertyName("errcode")]
    public int? ErrorCode { get; set; }

    [JsonPropertyName("errmsg")]
    public string? ErrorMessage { get; set; }

    [JsonPropertyName("trace_id")]
    public string? TraceId { get; set; }
}

[JsonSourceGenerationOptions(MaxDepth = 16, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(CheckBody))]
[JsonSerializable(typeof(CheckAnswer))]
internal sealed partial class CheckJsonContext : JsonSerializerContext;
