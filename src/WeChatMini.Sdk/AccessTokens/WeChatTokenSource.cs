using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Http;

namespace WeChatMini.Sdk.AccessTokens;

/// <summary>WeChat's own token endpoints.</summary>
internal sealed class WeChatTokenSource(IServiceProvider services, CallRunner runner, TimeProvider clock) : IAccessTokenSource
{
    /// <summary>WeChat gives at most this; whatever claims more is clamped.</summary>
    private const int MaxLifeSeconds = 7200;

    private static readonly int[] RetryDelays = [200, 600];

    private static readonly CallErrors StableErrors = new("stable_token", "", Reading);

    private static readonly CallErrors LegacyErrors = new("token", "", Reading);

    /// <summary>Made with the first token: a login needs none, and a client of HTTP is not free at a cold start.</summary>
    private readonly Lazy<ITokenApi> _api = new(services.GetRequiredService<ITokenApi>);

    public bool CanForce => true;

    public bool NeedsLease(WeChatMiniOptions options) => options.AccessTokens.Endpoint == AccessTokenEndpoint.Legacy;

    public async Task<FetchedToken> FetchAsync(WeChatMiniOptions options, string? rejected, bool force, CancellationToken cancellationToken)
    {
        // Asking for the stable token changes nothing at WeChat. Every other call ends a token that is in use.
        var mayRepeat = !force && options.AccessTokens.Endpoint == AccessTokenEndpoint.Stable;
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await AttemptAsync(options, force, cancellationToken).ConfigureAwait(false);
            }
            catch (WeChatException failure) when (mayRepeat && attempt < RetryDelays.Length && failure.Kind is WeChatErrorKind.Busy or WeChatErrorKind.OutcomeUnknown && !cancellationToken.IsCancellationRequested)
            {
                var delay = RetryDelays[attempt] * RandomNumberGenerator.GetInt32(75, 125) / 100;
                await Task.Delay(TimeSpan.FromMilliseconds(delay), clock, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>40001 is a stale token everywhere else; here it can only be the secret.</summary>
    private static ErrorCodeInfo? Reading(int code, ErrorCodeInfo? known) => code == 40001 ? ErrorCatalogue.Find(40125) : known;

    private static FetchedToken? Read(TokenReply reply, WeChatCall call) => reply is { AccessToken: { Length: > 0 and <= 2048 } token, ExpiresIn: > 0 and var life }
        ? new FetchedToken(token, call.SentAt.AddSeconds(Math.Min(life, MaxLifeSeconds)))
        : null;

    private Task<FetchedToken> AttemptAsync(WeChatMiniOptions options, bool force, CancellationToken cancellationToken)
    {
        if (options.AccessTokens.Endpoint == AccessTokenEndpoint.Stable)
        {
            var body = new StableTokenBody { AppId = options.AppId, Secret = options.AppSecret, ForceRefresh = force };
            var stable = WeChatCall.WithBody(options, JsonSerializer.SerializeToUtf8Bytes(body, TokenJsonContext.Default.StableTokenBody));
            return runner.RunAsync(stable, StableErrors, _api.Value.StableAsync, TokenJsonContext.Default.TokenReply, Read, cancellationToken);
        }

        var legacy = new WeChatCall(options, ("grant_type", "client_credential"), ("appid", options.AppId), ("secret", options.AppSecret));
        return runner.RunAsync(legacy, LegacyErrors, _api.Value.LegacyAsync, TokenJsonContext.Default.TokenReply, Read, cancellationToken);
    }
}
