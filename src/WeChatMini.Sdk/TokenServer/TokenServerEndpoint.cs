using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using WeChatMini.Sdk.AccessTokens;
using WeChatMini.Sdk.Diagnostics;
using WeChatMini.Sdk.Endpoint;
using WeChatMini.Sdk.Errors;

namespace WeChatMini.Sdk.TokenServer;

/// <summary>
/// A central token server in bytes: hands the access tokens of one mini-program to functions that have no fixed egress address
/// of their own, and to them alone. With ASP.NET Core use <c>MapWeChatTokenServer</c>, which serves the same.
/// </summary>
/// <remarks>Whoever holds a key can act as the mini-program while a token lives, up to two hours, and learns nothing of the AppSecret.</remarks>
public sealed class TokenServerEndpoint
{
    /// <summary>How many requests with a right key are served in a minute, over all clients: 6,000. More are answered 429.</summary>
    /// <remarks>Each client keeps its token, so this stops loops and lets a thousand cold instances in.</remarks>
    public const int RequestsPerMinute = 6000;

    /// <summary>How many wrong keys are answered 401 in a minute; more are answered 429. A right key is served all the while, so that nobody can lock the clients out.</summary>
    public const int WrongKeysPerMinute = 60;

    private const int MaxBodyBytes = 1024;

    private readonly WeChatMiniClient _client;
    private readonly MinuteCount _requests;
    private readonly MinuteCount _wrongKeys;
    private volatile TokenServerKeys _keys;

    internal TokenServerEndpoint(WeChatMiniClient client)
    {
        _client = client;
        _requests = new MinuteCount(client.App.Clock);
        _wrongKeys = new MinuteCount(client.App.Clock);
        _keys = new TokenServerKeys(client.Options);
        if (_keys.IsEmpty)
        {
            throw Misconfigured("A token server needs a key of its own: set AccessTokens:TokenServerKeys:0 to what this prints, and give it to the clients: openssl rand -base64 32");
        }

        if (client.UsesTokenServer)
        {
            throw Misconfigured("This mini-program takes its tokens from a token server itself (UseTokenServer), so it cannot be one. Leave UseTokenServer out here.");
        }

        if (client.AccessTokens is CloudRun.CloudRunTokenProvider)
        {
            throw Misconfigured("What authorises calls inside CloudRun is of no use elsewhere, so a token server cannot hand it out. Leave UseCloudRun out, or run the token server on another host.");
        }
    }

    /// <summary>Serves a request, whatever its path. Every failure is an answer, not an exception.</summary>
    /// <param name="request">A POST with <c>Authorization: Bearer</c> and a key, and the body <c>{"appid":"…"}</c>, where <c>rejected</c> may name a token that WeChat rejected by its SHA-256 in lower-case hexadecimal digits.</param>
    /// <param name="isPrivate">Whether it came over TLS, which the host or a gateway before it may have ended, or from this very machine. If not, it is refused with 403.</param>
    /// <param name="cancellationToken">Ends the wait when the client is gone; a fetch that has begun is finished.</param>
    /// <returns>200 with <c>access_token</c> and <c>expires_in</c> in seconds, or a problem as in the HTTP contract; never to be stored.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async ValueTask<MiniResponse> HandleAsync(MiniRequest request, bool isPrivate, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        try
        {
            return Refuse(request, isPrivate) ?? await AnswerAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (WeChatException failure)
        {
            return Problems.Of(failure);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            _client.Log.EndpointFailed(_client.App.Label, exception);
            return Problems.Misconfigured();
        }
    }

    internal static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private static WeChatException Misconfigured(string message) => new(WeChatErrorKind.Misconfigured, message);

    private static WeChatException SlowDown(TimeSpan rest) => new(WeChatErrorKind.SlowDown, "Too many requests.") { RetryAfter = rest };

    /// <summary>The key comes before everything that depends on what the body says.</summary>
    private MiniResponse? Refuse(MiniRequest request, bool isPrivate)
    {
        if (!request.Method.Equals("POST", StringComparison.OrdinalIgnoreCase))
        {
            return Problems.MethodNotAllowed("POST");
        }

        if (!isPrivate)
        {
            return Problems.Forbidden("Tokens travel over TLS, or within one machine. Behind a proxy that ends TLS, the server must be told of it: see ForwardedHeaders in docs/token-server.md.");
        }

        if (!Keys().Match(request.Token()))
        {
            var (wrong, wait) = _wrongKeys.Next();
            if (wrong is 1 or WrongKeysPerMinute + 1)
            {
                _client.Log.TokenServerKeyWrong(_client.App.Label, wrong);
            }

            return wrong <= WrongKeysPerMinute ? Problems.Unauthorized() : throw SlowDown(wait);
        }

        var (count, rest) = _requests.Next();
        return count <= RequestsPerMinute ? null : throw SlowDown(rest);
    }

    private async ValueTask<MiniResponse> AnswerAsync(MiniRequest request, CancellationToken cancellationToken)
    {
        if (TokenServerRequest.Read(request.Body, MaxBodyBytes) is not { } question || question.AppId != _client.AppId)
        {
            return Problems.BadRequest("Send {\"appid\":\"…\"} of the mini-program that this server serves.");
        }

        var token = await _client.AccessTokens.GetTokenAsync(cancellationToken).ConfigureAwait(false);
        if (question.Rejected is { } rejected && rejected == HashOf(token.Value))
        {
            // Compare and refresh: a client that held an older one has its answer already and ends nothing.
            _client.AccessTokens.Invalidate(token.Value);
            token = await _client.AccessTokens.GetTokenAsync(cancellationToken).ConfigureAwait(false);
        }

        if (token.Parameter != AccessToken.DefaultParameter)
        {
            throw Misconfigured("Only ordinary access tokens can be handed out.");
        }

        var life = token.ExpiresAt - _client.App.Clock.GetUtcNow();
        var answer = new TokenServerAnswer { AccessToken = token.Value, ExpiresIn = Math.Clamp((int)life.TotalSeconds, 1, TokenServerAnswer.MaxLifeSeconds) };
        return new MiniResponse(200, "application/json", JsonSerializer.SerializeToUtf8Bytes(answer, TokenServerJsonContext.Default.TokenServerAnswer));
    }

    private TokenServerKeys Keys()
    {
        var options = _client.Options;
        var keys = _keys;
        return ReferenceEquals(keys.Options, options) ? keys : _keys = new TokenServerKeys(options);
    }
}
