using System.Text.Json.Serialization;

namespace Snippets;

internal sealed class BalanceQuery
{
    [JsonPropertyName("openid")]
    public required string OpenId { get; init; }

    [JsonPropertyName("env")]
    public int Environment { get; init; }

    [JsonPropertyName("user_ip")]
    public required string UserAddress { get; init; }
}

internal sealed class Balance
{
    [JsonPropertyName("balance")]
    public int Coins { get; init; }
}

[JsonSerializable(typeof(BalanceQuery))]
[JsonSerializable(typeof(Balance))]
internal sealed partial class BalanceJsonContext : JsonSerializerContext;
