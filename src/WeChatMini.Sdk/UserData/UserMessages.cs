using System.Text.Json.Serialization;

namespace WeChatMini.Sdk.UserData;

// Answers without errcode and bodies of the calls in MiniUserData. Classes without a printer: they hold keys, codes and numbers.

internal sealed class PhoneNumberReply
{
    [JsonPropertyName("phone_info")]
    public PhoneNumber? Phone { get; set; }
}

internal sealed class PaidUnionIdReply
{
    [JsonPropertyName("unionid")]
    public string? UnionId { get; set; }
}

internal sealed class SessionKeyReply
{
    [JsonPropertyName("openid")]
    public string? OpenId { get; set; }

    [JsonPropertyName("session_key")]
    public string? SessionKey { get; set; }
}

internal sealed class EncryptedMessageReply
{
    /// <summary>WeChat's own spelling.</summary>
    [JsonPropertyName("vaild")]
    public bool? IsValid { get; set; }

    [JsonPropertyName("create_time")]
    public long? CreateTime { get; set; }
}

internal sealed class EncryptKeysReply
{
    [JsonPropertyName("key_info_list")]
    public IReadOnlyList<EncryptKeyEntry>? Keys { get; set; }
}

internal sealed class EncryptKeyEntry
{
    [JsonPropertyName("encrypt_key")]
    public string? Key { get; set; }

    [JsonPropertyName("iv")]
    public string? Iv { get; set; }

    [JsonPropertyName("version")]
    public int Version { get; set; }

    [JsonPropertyName("expire_in")]
    public long ExpiresIn { get; set; }

    [JsonPropertyName("create_time")]
    public long CreateTime { get; set; }
}

internal sealed class PhoneNumberBody
{
    [JsonPropertyName("code")]
    public required string Code { get; init; }

    [JsonPropertyName("openid")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? OpenId { get; init; }
}

internal sealed class EncryptedMessageBody
{
    [JsonPropertyName("encrypted_msg_hash")]
    public required string Hash { get; init; }
}
