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

    private static readonly CallErrors Errors = new("the token server", "", static (_, known) => known);

    private readonly Uri _address;
    private readonly string _key;
    private readonly TimeProvider _clock;
    private readonly HttpMessageInvoker _http;

    public TokenServerSource(Uri address, string key, TimeProvider clock)
    {
        if (!address.IsAbsoluteUri || !(address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
        {
            throw new WeChatException(WeChatErrorKind.Misconfigured, "The token server's address must be https; http is for a loopback address only.");
        }

        _address = address;
        _key = key;
        _clock = clock;
        _http = new HttpMessageInvoker(HardenedHandler.Create(new BodyLimit(MaxAnswerBytes)));
    }

    public bool IsCacheable => true;

    public bool NeedsLease(WeChatMiniOptions options) => false;

    public async Task<FetchedToken> FetchAsync(WeChatMiniOptions options, string? rejected, bool force, CancellationToken cancellationToken)
    {
        if (force)
        {
            throw new WeChatException(WeChatErrorKind.Misconfigured, "A forced refresh is made on the token server, not through it.");
        }

        var sentAt = _clock.GetUtcNow();
        var question = new TokenServerRequest { AppId = options.AppId, Rejected = rejected is null ? null : TokenServerEndpoint.HashOf(rejected) };
        using var request = new HttpRequestMessage(HttpMethod.Post, _address)
        {
            Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(question, TokenServerJsonContext.Default.TokenServerRequest)) { Headers = { ContentType = new("application/json") } },
        };
        request.Options.Set(WeChatCall.Key, new WeChatCall(options) { OtherAddress = _address });
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _key);
        string cause;
        try
        {
            using var response = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                throw Errors.OfStatus(response.StatusCode, response.Headers.RetryAfter?.Delta);
            }

            var answer = await JsonSerializer.DeserializeAsync(await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), TokenServerJsonContext.Default.TokenServerAnswer, cancellationToken).ConfigureAwait(false);
            return answer is { AccessToken: { Length: > 0 and <= 2048 } token, ExpiresIn: > 0 and <= 7200 and var life }
                ? new FetchedToken(token, sentAt.AddSeconds(life))
                : throw Errors.Unusable("did not hold what was asked for");
        }
        catch (Exception exception) when (exception is not WeChatException)
        {
            cause = TransportCause.Of(exception);
        }

        throw Errors.OfTransport(mayHaveLeft: true, cause);
    }

    public void Dispose() => _http.Dispose();
}
