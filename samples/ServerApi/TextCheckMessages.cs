using System.Text.Json.Serialization;

namespace ServerApi;

/// <summary>What msg_sec_check takes, as far as this sample needs it.</summary>
internal sealed class TextToCheck
{
    [JsonPropertyName("content")]
    public required string Content { get; init; }
}

/// <summary>What it answers.</summary>
internal sealed class TextVerdict
{
    [JsonPropertyName("result")]
    public Verdict? Result { get; set; }

    [JsonPropertyName("trace_id")]
    public string? TraceId { get; set; }
}

internal sealed class Verdict
{
    [JsonPropertyName("suggest")]
    public string? Suggest { get; set; }
}

[JsonSerializable(typeof(TextToCheck))]
[JsonSerializable(typeof(TextVerdict))]
internal sealed partial class TextCheckJsonContext : JsonSerializerContext;
