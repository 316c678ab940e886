namespace WeChatMini.Sdk.AccessTokens;

/// <summary>Where tokens come from: WeChat's endpoints, a central token server, or CloudRun. Caching and sharing are not its business.</summary>
internal interface IAccessTokenSource
{
    /// <summary>Whether tokens of it may be kept and shared between instances. CloudRun's are handed to each instance by the platform.</summary>
    bool IsCacheable { get; }

    /// <summary>Whether a second fetch harms the first: then it is made under a lease or not at all.</summary>
    bool NeedsLease(WeChatMiniOptions options);

    /// <param name="options">The options in force.</param>
    /// <param name="rejected">The token that WeChat rejected, when that is why.</param>
    /// <param name="force">End the old token at once.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    Task<FetchedToken> FetchAsync(WeChatMiniOptions options, string? rejected, bool force, CancellationToken cancellationToken);
}
