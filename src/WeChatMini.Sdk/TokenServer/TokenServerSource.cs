using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using WeChatMini.Sdk.AccessTokens;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Http;

namespace WeChatMini.Sdk.TokenServer;

/// <summary>Fetches tokens from a central token server, for functions without a fixed egress address. The AppSecret is not sent.</summary>
internal sealed class TokenServerSource : IAccessTokenSource, IDisposable
{
    private const int MaxAnswerBytes = 16 * 1024;

    private readonly Uri _address;
    private readonly string _key;
    private readonly TimeProvider _clock;
    private readonly HttpMessageInvoker _http;

    public TokenServerSource(Uri address, string key, TimeProvider clock)
    {
        _address = address;
        _key = key;
        _clock = clock;
        _http = new HttpMessageInvoker(HardenedHandler.Create(new BodyLimit(MaxAnswerBytes)));
    }

    public bool CanForce => false;

    /// <exception cref="WeChatException">The address would show the key and the tokens to others.</exception>
    public static Uri Check(Uri address) =>
        address.IsAbsoluteUri && address.UserInfo.Length == 0 && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            ? address
            : throw new WeChatException(WeChatErrorKind.Misconfigured, "The token server's address must be a full https address; http is for a loopback address only.");

    public bool NeedsLease(WeChatMiniOptions options) => false;

    public async Task<FetchedToken> FetchAsync(WeChatMiniOptions options, string? rejected, bool force, CancellationToken cancellationToken)
    {
        for (var isRepeat = false; ; isRepeat = true)
        {
            string cause;
            try
            {
                return await AskAsync(options, rejected, cancellationToken).ConfigureAwait(false);
            }
            catch (UnusableAnswerException)
            {
                throw TokenServerErrors.Unusable();
            }
            catch (Exception exception) when (exception is HttpRequestException && !isRepeat)
            {
                // Asking changes nothing, and a function that thaws finds its connections dead.
                continue;
            }
            catch (Exception exception) when (exception is not WeChatException)
            {
                cause = TransportCause.Of(exception);
            }

            throw TokenServerErrors.Unreachable(cause);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<FetchedToken> AskAsync(WeChatMiniOptions options, string? rejected, CancellationToken cancellationToken)
    {
        var question = new TokenServerRequest { AppId = options.AppId, Rejected = rejected is null ? null : TokenServerEndpoint.HashOf(rejected) };
        using var request = new HttpRequestMessage(HttpMethod.Post, _address)
        {
            Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(question, TokenServerJsonContext.Default.TokenServerRequest)) { Headers = { ContentType = new("application/json") } },
        };
        request.Options.Set(WeChatCall.Key, WeChatCall.Elsewhere(options, _address));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _key);

        // From before the request: the seconds that the server counts begin no earlier.
        var sentAt = _clock.GetUtcNow();
        using var response = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var body = ((BodyContent)response.Content).Bytes;
        return response.StatusCode != HttpStatusCode.OK ? throw TokenServerErrors.OfStatus(response.StatusCode, response.Headers.RetryAfter?.Delta, body)
            : JsonAnswer.Read(body, TokenServerJsonContext.Default.TokenServerAnswer) is { AccessToken: { Length: > 0 and <= 2048 } token, ExpiresIn: > 0 and <= TokenServerAnswer.MaxLifeSeconds and var life } && !token.AsSpan().ContainsAnyExceptInRange('!', '~')
                ? new FetchedToken(token, sentAt.AddSeconds(life))
                : throw TokenServerErrors.Unusable();
    }
}
