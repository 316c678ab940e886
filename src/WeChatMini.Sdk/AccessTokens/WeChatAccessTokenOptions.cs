namespace WeChatMini.Sdk.AccessTokens;

/// <summary>How access tokens are fetched.</summary>
public sealed class WeChatAccessTokenOptions
{
    /// <summary>Gets or sets the endpoint.</summary>
    /// <value>Defaults to <see cref="AccessTokenEndpoint.Stable"/>. <see cref="AccessTokenEndpoint.Legacy"/> is refused without <c>ShareAccessTokens</c> in Redis or SQL.</value>
    public AccessTokenEndpoint Endpoint { get; set; }
}
