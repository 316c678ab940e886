using System.Text.Json.Serialization;
using WeChatMini.Sdk.Http;

namespace WeChatMini.Sdk.AccessTokens;

/// <summary>The answer of a token endpoint. A class without a printer: it holds the token.</summary>
internal sealed class TokenReply : IWeChatReply
{
    [JsonPropertyName("access_token")]
    public string? AccessToken { get; set; }

    [JsonPropertyName("expires_in")]
    public int? ExpiresIn { get; set; }

    [JsonPropertyName("errcode")]
    public int? ErrorCode { get; set; }

    [JsonPropertyName("errmsg")]
    public string? ErrorMessage { get; set; }
}

/// <summary>The body of stable_token; it holds the AppSecret and exists for the length of one serialisation.</summary>
internal sealed class StableTokenBody
{
    [JsonPropertyName("grant_type")]
    public string GrantType { get; } = "client_credential";

    [JsonPropertyName("appid")]
    public required string AppId { get; init; }

    [JsonPropertyName("secret")]
    public required string Secret { get; init; }

    [JsonPropertyName("force_refresh")]
    public bool ForceRefresh { get; init; }
}

[JsonSourceGenerationOptions(MaxDepth = 16, AllowDuplicateProperties = false, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(TokenReply))]
[JsonSerializable(typeof(StableTokenBody))]
internal sealed partial class TokenJsonContext : JsonSerializerContext;
