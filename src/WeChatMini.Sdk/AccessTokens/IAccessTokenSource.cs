namespace WeChatMini.Sdk.AccessTokens;

/// <summary>Where tokens come from: WeChat's endpoints or a central token server. Caching and sharing are not its business.</summary>
internal interface IAccessTokenSource
{
    /// <summary>Whether it can end the old token at once. Where it cannot, nobody asks it to, and no failure is remembered.</summary>
    bool CanForce { get; }

    /// <summary>Whether a second fetch harms the first: then it is made under a lease or not at all.</summary>
    bool NeedsLease(WeChatMiniOptions options);

    /// <param name="options">The options in force.</param>
    /// <param name="rejected">The token that WeChat rejected, when that is why.</param>
    /// <param name="force">End the old token at once.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    Task<FetchedToken> FetchAsync(WeChatMiniOptions options, string? rejected, bool force, CancellationToken cancellationToken);
}
