namespace WeChatMini.Sdk.UserData;

/// <summary>For which mini-program WeChat gave a phone number, and when.</summary>
public sealed class PhoneNumberWatermark
{
    /// <summary>Gets the mini-program's AppID; null when missing.</summary>
    public string? AppId { get; init; }

    /// <summary>Gets when the user gave the number, to the second; null when missing.</summary>
    public DateTimeOffset? GivenAt { get; init; }
}
