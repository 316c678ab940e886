using System.Diagnostics;
using System.Text.Json.Serialization;

namespace WeChatMini.Sdk.UserData;

/// <summary>A profile whose signature was verified: WeChat's client signed exactly this text with the session's key.</summary>
[DebuggerDisplay("UserProfile")]
public sealed class UserProfile
{
    /// <summary>Gets the nickname; any text, null when missing.</summary>
    [JsonPropertyName("nickName")]
    public string? NickName { get; init; }

    /// <summary>Gets 0 for unknown, 1 for male, 2 for female; WeChat sends 0 nowadays.</summary>
    [JsonPropertyName("gender")]
    public int Gender { get; init; }

    /// <summary>Gets the language of country, province and city, such as <c>zh_CN</c>; null when missing.</summary>
    [JsonPropertyName("language")]
    public string? Language { get; init; }

    /// <summary>Gets the city; often empty, null when missing.</summary>
    [JsonPropertyName("city")]
    public string? City { get; init; }

    /// <summary>Gets the province; often empty, null when missing.</summary>
    [JsonPropertyName("province")]
    public string? Province { get; init; }

    /// <summary>Gets the country; often empty, null when missing.</summary>
    [JsonPropertyName("country")]
    public string? Country { get; init; }

    /// <summary>Gets the picture's address; null when missing.</summary>
    [JsonPropertyName("avatarUrl")]
    public string? AvatarUrl { get; init; }

    /// <summary>Hides the user.</summary>
    public override string ToString() => nameof(UserProfile);
}
