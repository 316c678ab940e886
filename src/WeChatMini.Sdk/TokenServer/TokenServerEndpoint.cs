using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using WeChatMini.Sdk.Endpoint;
using WeChatMini.Sdk.Errors;

namespace WeChatMini.Sdk.TokenServer;

/// <summary>
/// The central token server in bytes: hands this app's access token to functions that have no fixed egress address of their
/// own. Whoever holds the key can act as the mini-program for two hours, so it is checked before anything else is looked at.
/// </summary>
internal sealed class TokenServerEndpoint(WeChatMiniClient client, TokenServerKey key, TimeProvider clock)
{
    private const int MaxBodyBytes = 1024;
    private const int MaxPerMinute = 600;

    private readonly Lock _gate = new();
    private DateTimeOffset _windowEnds;
    private int _inWindow;

    public async ValueTask<MiniResponse> HandleAsync(MiniRequest request, bool isPrivate, CancellationToken cancellationToken)
    {
        if (!isPrivate)
        {
            return Problems.Forbidden("A token travels over TLS or a loopback address only.");
        }

        if (!key.Matches(request.Token()))
        {
            return Problems.Unauthorized();
        }

        if (request.Body.Length is 0 or > MaxBodyBytes || Read(request.Body.Span) is not { } question || question.AppId != client.AppId)
        {
            return Problems.BadRequest("Send {\"appid\":\"…\"} of the mini-program that this server serves.");
        }

        if (!Admit())
        {
            return Problems.Of(new WeChatException(WeChatErrorKind.SlowDown, "Too many requests.") { RetryAfter = TimeSpan.FromSeconds(10) });
        }

        try
        {
            return await AnswerAsync(question, cancellationToken).ConfigureAwait(false);
        }
        catch (WeChatException failure)
        {
            return Problems.Of(failure);
        }
    }

    private static TokenServerRequest? Read(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, TokenServerJsonContext.Default.TokenServerRequest);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private async ValueTask<MiniResponse> AnswerAsync(TokenServerRequest question, CancellationToken cancellationToken)
    {
        var token = await client.AccessTokens.GetTokenAsync(cancellationToken).ConfigureAwait(false);
        if (question.Rejected == HashOf(token.Value))
        {
            // Compare and refresh: a client that holds an older one gets the newer one and ends nothing.
            client.AccessTokens.Invalidate(token.Value);
            token = await client.AccessTokens.GetTokenAsync(cancellationToken).ConfigureAwait(false);
        }

        var life = token.ExpiresAt - clock.GetUtcNow();
        var answer = new TokenServerAnswer { AccessToken = token.Value, ExpiresIn = Math.Max(1, (int)life.TotalSeconds) };
        return new MiniResponse(200, "application/json", JsonSerializer.SerializeToUtf8Bytes(answer, TokenServerJsonContext.Default.TokenServerAnswer));
    }

    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>A window of a minute over all clients: the cache behind makes each call cheap, so this only stops a loop.</summary>
    private bool Admit()
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            if (now >= _windowEnds)
            {
                _windowEnds = now.AddMinutes(1);
                _inWindow = 0;
            }

            return ++_inWindow <= MaxPerMinute;
        }
    }
}
