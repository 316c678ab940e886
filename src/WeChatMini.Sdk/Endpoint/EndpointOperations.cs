using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using WeChatMini.Sdk.CloudRun;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Login;

namespace WeChatMini.Sdk.Endpoint;

/// <summary>What each call of the contract does. Failures are thrown and become problems in one place.</summary>
internal static class EndpointOperations
{
    private const string Json = "application/json";

    public static async ValueTask<MiniResponse> LoginAsync(WeChatMiniClient client, MiniRequest request, CancellationToken cancellationToken)
    {
        var body = ReadBody(request, EndpointJsonContext.Default.LoginBody);
        var trusted = body?.Code is null && client.CloudRun is { TrustOpenId: true } cloudRun ? CloudRunLogin.Read(cloudRun, client.AppId, request) : null;
        if (body is null && trusted is null)
        {
            throw Bad("The body is missing. Send {\"code\":\"…\"} with what wx.login gave.");
        }

        var login = await client.LoginAsync(
            new LoginRequest(body?.Code ?? "") { Trusted = trusted, PresentedToken = request.Token(), Request = request, Deadline = request.Deadline },
            cancellationToken).ConfigureAwait(false);
        return new MiniResponse(200, Json, JsonSerializer.SerializeToUtf8Bytes(login, EndpointJsonContext.Default.MiniLogin));
    }

    public static async ValueTask<MiniResponse> SessionAsync(WeChatMiniClient client, MiniRequest request, CancellationToken cancellationToken)
    {
        if (await client.Sessions.ValidateAsync(request.Token(), cancellationToken).ConfigureAwait(false) is not { } session)
        {
            return Problems.LoginAgain();
        }

        var exposed = client.Options.ExposedClaims;
        var answer = new SessionAnswer
        {
            ExpiresAt = session.ExpiresAt,
            IdleExpiresAt = session.IdleExpiresAt,
            Claims = session.Claims.Where(claim => exposed.Contains(claim.Key)).ToDictionary(StringComparer.Ordinal),
        };
        return new MiniResponse(200, Json, JsonSerializer.SerializeToUtf8Bytes(answer, EndpointJsonContext.Default.SessionAnswer));
    }

    public static async ValueTask<MiniResponse> LogoutAsync(WeChatMiniClient client, MiniRequest request, CancellationToken cancellationToken)
    {
        var everywhere = ReadBody(request, EndpointJsonContext.Default.LogoutBody)?.Everywhere ?? false;
        var token = request.Token();
        if (!client.App.Snapshot.Tokens.TryRead(token, out _))
        {
            return Problems.LoginAgain();
        }

        if (everywhere)
        {
            await client.Sessions.LogoutEverywhereAsync(token, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await client.Sessions.LogoutAsync(token, cancellationToken).ConfigureAwait(false);
        }

        return new MiniResponse(204, null, default);
    }

    private static T? ReadBody<T>(MiniRequest request, JsonTypeInfo<T> type)
        where T : class
    {
        if (request.Body.IsEmpty)
        {
            return null;
        }

        if (request.Body.Length > WeChatMiniEndpoint.MaxBodyBytes)
        {
            throw Bad($"The body is larger than {WeChatMiniEndpoint.MaxBodyBytes} bytes.");
        }

        var contentType = request.Headers.GetValueOrDefault("Content-Type", "").Split(';')[0].Trim();
        if (!contentType.Equals(Json, StringComparison.OrdinalIgnoreCase))
        {
            throw Bad("The body must be JSON with Content-Type application/json.");
        }

        try
        {
            return JsonSerializer.Deserialize(request.Body.Span, type) ?? throw Bad("The body is null. Send a JSON object.");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Invalid UTF-8 in a string is an InvalidOperationException. The parser's own words could repeat the input.
            throw Bad("The body is not the JSON object that this call takes, or has fields that it does not know.");
        }
    }

    private static WeChatException Bad(string message) => new(WeChatErrorKind.InvalidRequest, message);
}
