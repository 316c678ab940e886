using System.Text.Json.Serialization;
using WeChatMini.Sdk.Login;

namespace WeChatMini.Sdk.Endpoint;

/// <summary>The body of <c>POST login</c>.</summary>
internal sealed class LoginBody
{
    [JsonPropertyName("code")]
    public string? Code { get; set; }
}

/// <summary>The body of <c>POST logout</c>.</summary>
internal sealed class LogoutBody
{
    [JsonPropertyName("everywhere")]
    public bool Everywhere { get; set; }
}

/// <summary>The answer of <c>GET session</c>.</summary>
internal sealed class SessionAnswer
{
    [JsonPropertyName("expiresAt")]
    [JsonConverter(typeof(UtcTimeConverter))]
    public required DateTimeOffset ExpiresAt { get; init; }

    [JsonPropertyName("idleExpiresAt")]
    [JsonConverter(typeof(UtcTimeConverter))]
    public required DateTimeOffset IdleExpiresAt { get; init; }

    [JsonPropertyName("claims")]
    public required IReadOnlyDictionary<string, string> Claims { get; init; }
}

/// <summary>Any failure, by RFC 9457.</summary>
internal sealed class ProblemAnswer
{
    [JsonPropertyName("title")]
    public required string Title { get; init; }

    [JsonPropertyName("status")]
    public required int Status { get; init; }

    [JsonPropertyName("code")]
    public required string Code { get; init; }

    [JsonPropertyName("detail")]
    public string? Detail { get; init; }

    [JsonPropertyName("errcode")]
    public int? ErrorCode { get; init; }
}

/// <summary>Strict reading: what the contract does not name is an error, not a guess.</summary>
[JsonSourceGenerationOptions(
    MaxDepth = 4,
    AllowDuplicateProperties = false,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LoginBody))]
[JsonSerializable(typeof(LogoutBody))]
[JsonSerializable(typeof(MiniLogin))]
[JsonSerializable(typeof(SessionAnswer))]
[JsonSerializable(typeof(ProblemAnswer))]
internal sealed partial class EndpointJsonContext : JsonSerializerContext;
