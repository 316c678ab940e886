using System.Text.Json.Serialization;

namespace WeChatMini.Sdk.AccessTokens;

/// <summary>How access tokens are fetched.</summary>
public sealed class WeChatAccessTokenOptions
{
    /// <summary>Gets or sets the endpoint.</summary>
    /// <value>Defaults to <see cref="AccessTokenEndpoint.Stable"/>. <see cref="AccessTokenEndpoint.Legacy"/> is refused without <c>ShareAccessTokens</c> in Redis or SQL.</value>
    public AccessTokenEndpoint Endpoint { get; set; }

    /// <summary>Gets or sets the keys that open this application's token server (<c>MapWeChatTokenServer</c>): Base64 of at least 32 random bytes each, never the AppSecret.</summary>
    /// <value>Empty by default: there is no token server. All of them open, so change one by adding its successor, then removing it.</value>
    [JsonIgnore]
    public IList<string> TokenServerKeys { get; set; } = [];
}
