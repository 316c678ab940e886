using System.Text.Json.Serialization;

namespace WeChatMini.Sdk.UserData;

/// <summary>The steps of one day.</summary>
public sealed class StepCount
{
    /// <summary>Gets when the day began, in seconds since 1970 UTC.</summary>
    [JsonPropertyName("timestamp")]
    public required long Timestamp { get; init; }

    /// <summary>Gets the number of steps.</summary>
    [JsonPropertyName("step")]
    public required int Steps { get; init; }
}
