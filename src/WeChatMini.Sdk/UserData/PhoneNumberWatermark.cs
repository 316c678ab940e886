using System.Text.Json.Serialization;

namespace WeChatMini.Sdk.UserData;

/// <summary>For which mini-program WeChat gave a phone number, and when.</summary>
public sealed class PhoneNumberWatermark
{
    /// <summary>Gets the mini-program's AppID; null when missing.</summary>
    [JsonPropertyName("appid")]
    public string? AppId { get; init; }

    /// <summary>Gets when the user gave the number, in seconds since 1970 UTC; null when missing.</summary>
    [JsonPropertyName("timestamp")]
    public long? Timestamp { get; init; }
}
