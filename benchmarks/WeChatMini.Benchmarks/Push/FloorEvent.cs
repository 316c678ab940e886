using System.Text.Json.Serialization;

namespace WeChatMini.Benchmarks.Push;

/// <summary>The typed event as one would write it by hand.</summary>
internal sealed class FloorEvent
{
    public string? ToUserName { get; init; }

    public string? FromUserName { get; init; }

    public long CreateTime { get; init; }

    public string? MsgType { get; init; }

    public string? Event { get; init; }

    [JsonPropertyName("OpenID")]
    public string? OpenId { get; init; }

    [JsonPropertyName("AppID")]
    public string? AppId { get; init; }

    public string? RevokeInfo { get; init; }

    /// <summary>What it came in, for what the event has no name for: a JsonElement or an XElement.</summary>
    [JsonIgnore]
    public object? Document { get; set; }
}

/// <summary>The document around it.</summary>
internal sealed class FloorEnvelope
{
    public string? ToUserName { get; init; }

    public string? Encrypt { get; init; }
}

[JsonSourceGenerationOptions(MaxDepth = 16, AllowDuplicateProperties = false, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(FloorEnvelope))]
[JsonSerializable(typeof(FloorEvent))]
internal sealed partial class FloorPushJsonContext : JsonSerializerContext;
