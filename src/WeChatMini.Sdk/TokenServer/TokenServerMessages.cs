using System.Text.Json.Serialization;

namespace WeChatMini.Sdk.TokenServer;

/// <summary>What a client asks: the app, and when WeChat rejected a token, the SHA-256 of that token.</summary>
internal sealed class TokenServerRequest
{
    [JsonPropertyName("appid")]
    public string? AppId { get; set; }

    [JsonPropertyName("rejected")]
    public string? Rejected { get; set; }
}

/// <summary>What the server answers: a valid token and the seconds that it lives on.</summary>
internal sealed class TokenServerAnswer
{
    [JsonPropertyName("access_token")]
    public string? AccessToken { get; set; }

    [JsonPropertyName("expires_in")]
    public int? ExpiresIn { get; set; }
}

[JsonSourceGenerationOptions(MaxDepth = 4, AllowDuplicateProperties = false, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TokenServerRequest))]
[JsonSerializable(typeof(TokenServerAnswer))]
internal sealed partial class TokenServerJsonContext : JsonSerializerContext;
