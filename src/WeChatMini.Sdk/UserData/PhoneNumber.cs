using System.Diagnostics;
using System.Text.Json.Serialization;

namespace WeChatMini.Sdk.UserData;

/// <summary>A phone number that WeChat itself gave to this server.</summary>
[DebuggerDisplay("PhoneNumber")]
public sealed class PhoneNumber
{
    /// <summary>Gets the number; one from abroad begins with <c>+</c> and the country code. Never empty.</summary>
    [JsonPropertyName("phoneNumber")]
    public required string Number { get; init; }

    /// <summary>Gets the number without the country code.</summary>
    [JsonPropertyName("purePhoneNumber")]
    public required string NationalNumber { get; init; }

    /// <summary>Gets the country code in digits, such as <c>86</c>; null when missing.</summary>
    [JsonPropertyName("countryCode")]
    [JsonConverter(typeof(TextOrNumber))]
    public string? CountryCode { get; init; }

    /// <summary>Gets for which mini-program and when WeChat gave it; null when missing.</summary>
    [JsonPropertyName("watermark")]
    [JsonConverter(typeof(WatermarkConverter))]
    public PhoneNumberWatermark? Watermark { get; init; }

    /// <summary>Hides the number.</summary>
    public override string ToString() => nameof(PhoneNumber);
}
