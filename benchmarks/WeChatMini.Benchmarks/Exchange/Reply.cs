using System.Text.Json.Serialization;

namespace WeChatMini.Benchmarks.Exchange;

/// <summary>The answer of code2session, as the library reads it.</summary>
internal sealed class Reply
{
    [JsonPropertyName("openid")]
    public string? OpenId { get; set; }

    [JsonPropertyName("session_key")]
    public string? SessionKey { get; set; }

    [JsonPropertyName("unionid")]
    public string? UnionId { get; set; }

    [JsonPropertyName("errcode")]
    public int? ErrorCode { get; set; }

    [JsonPropertyName("errmsg")]
    public string? ErrorMessage { get; set; }

    /// <summary>The openid of a good answer: the check that every contender makes.</summary>
    public static string Check(Reply? reply) => reply switch
    {
        { ErrorCode: null or 0, OpenId: { Length: > 0 } openId, SessionKey.Length: > 0 } => openId,
        _ => throw new InvalidOperationException("The stub's answer is not a login."),
    };
}
