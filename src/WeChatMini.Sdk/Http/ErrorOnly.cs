using System.Text.Json.Serialization;

namespace WeChatMini.Sdk.Http;

/// <summary>The two members that make any answer an error; the rest is skipped.</summary>
internal sealed class ErrorOnly
{
    [JsonPropertyName("errcode")]
    public int? ErrorCode { get; set; }

    [JsonPropertyName("errmsg")]
    public string? ErrorMessage { get; set; }
}

[JsonSourceGenerationOptions(MaxDepth = 64, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(ErrorOnly))]
internal sealed partial class ErrorOnlyJsonContext : JsonSerializerContext;
