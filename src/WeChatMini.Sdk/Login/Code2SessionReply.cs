using System.Text.Json.Serialization;
using WeChatMini.Sdk.Http;

namespace WeChatMini.Sdk.Login;

/// <summary>The answer of code2session. A class without a printer: it holds the session_key.</summary>
internal sealed class Code2SessionReply : IWeChatReply
{
    [JsonPropertyName("openid")]
    public string? OpenId { get; set; }

    [JsonPropertyName("session_key")]
    public string? SessionKey { get; set; }

    [JsonPropertyName("unionid")]
    public string? UnionId { get; set; }

    /// <summary>Absent on success; a number, or in old answers a string.</summary>
    [JsonPropertyName("errcode")]
    public int? ErrorCode { get; set; }

    [JsonPropertyName("errmsg")]
    public string? ErrorMessage { get; set; }
}
