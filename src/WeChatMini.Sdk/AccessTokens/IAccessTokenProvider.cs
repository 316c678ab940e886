using WeChatMini.Sdk.Errors;

namespace WeChatMini.Sdk.AccessTokens;

/// <summary>
/// Access tokens of one mini-program. Whoever calls a server API through <c>AddWeChatMiniApi</c> never needs it; ask it for a
/// token only to hand one to code that is not ours.
/// </summary>
public interface IAccessTokenProvider
{
    /// <summary>Gets a token that is valid now. A cached one costs no lock and no allocation.</summary>
    /// <param name="cancellationToken">Ends this caller's wait; a fetch that others wait for goes on.</param>
    /// <exception cref="WeChatException">No valid token is held and none can be had; a misconfiguration is remembered for a while, so that it burns no quota.</exception>
    ValueTask<AccessToken> GetTokenAsync(CancellationToken cancellationToken = default);

    /// <summary>Says that WeChat rejected a token (40001, 40014 or 42001). Only that very token is dropped: a newer one stays.</summary>
    /// <param name="rejectedToken">The token that was sent.</param>
    void Invalidate(string rejectedToken);

    /// <summary>
    /// Makes WeChat issue a new token and end the old one, at once or, at the legacy endpoint, within five minutes. For an operator:
    /// WeChat allows it 20 times a day, 30 seconds apart, and so does this method in each process.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait; the refresh goes on.</param>
    /// <exception cref="WeChatException">
    /// Of kind <see cref="WeChatErrorKind.SlowDown"/> beyond that budget; of kind <see cref="WeChatErrorKind.Misconfigured"/> where the tokens come
    /// from a token server or from CloudRun, which renew them themselves; else as for <see cref="GetTokenAsync"/>.
    /// </exception>
    Task<AccessToken> ForceRefreshAsync(CancellationToken cancellationToken = default);
}
