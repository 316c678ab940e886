using System.Text.Json;
using System.Text.Json.Serialization;

namespace WeChatMini.Sdk.TokenServer;

/// <summary>What a client asks: the app, and when WeChat rejected a token, the SHA-256 of that token.</summary>
internal sealed class TokenServerRequest
{
    [JsonPropertyName("appid")]
    public string? AppId { get; set; }

    [JsonPropertyName("rejected")]
    public string? Rejected { get; set; }

    /// <summary>Returns null for what is not one.</summary>
    public static TokenServerRequest? Read(ReadOnlyMemory<byte> body, int maxBytes)
    {
        if (body.Length is 0 || body.Length > maxBytes)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(body.Span, TokenServerJsonContext.Default.TokenServerRequest);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}

/// <summary>What the server answers: a valid token and the seconds that it lives on. A class without a printer.</summary>
internal sealed class TokenServerAnswer
{
    /// <summary>WeChat gives no more.</summary>
    public const int MaxLifeSeconds = 7200;

    [JsonPropertyName("access_token")]
    public string? AccessToken { get; set; }

    [JsonPropertyName("expires_in")]
    public int? ExpiresIn { get; set; }
}

/// <summary>What the server answers when it has none.</summary>
internal sealed class TokenServerProblem
{
    [JsonPropertyName("code")]
    public string? Code { get; set; }

    [JsonPropertyName("errcode")]
    public int? ErrorCode { get; set; }
}

[JsonSourceGenerationOptions(MaxDepth = 4, AllowDuplicateProperties = false, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TokenServerRequest))]
[JsonSerializable(typeof(TokenServerAnswer))]
[JsonSerializable(typeof(TokenServerProblem))]
internal sealed partial class TokenServerJsonContext : JsonSerializerContext;
