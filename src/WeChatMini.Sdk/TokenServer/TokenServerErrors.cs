using System.Net;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Http;

namespace WeChatMini.Sdk.TokenServer;

/// <summary>What a client makes of a token server that does not hand out a token. A call that waits for a token has not been made, so no outcome is ever unknown.</summary>
internal static class TokenServerErrors
{
    public static WeChatException Unreachable(string cause) =>
        new(WeChatErrorKind.Busy, $"The token server did not answer ({cause}).") { RetryAfter = TimeSpan.FromSeconds(1) };

    public static WeChatException Unusable() =>
        new(WeChatErrorKind.Busy, "What answered at the token server's address sent no token. Check the address given to UseTokenServer.") { RetryAfter = TimeSpan.FromSeconds(2) };

    public static WeChatException OfStatus(HttpStatusCode status, TimeSpan? retryAfter, byte[] body) => status switch
    {
        HttpStatusCode.Unauthorized => Misconfigured("The token server refused the key. UseTokenServer needs one of the server's AccessTokens:TokenServerKeys."),
        HttpStatusCode.BadRequest => Misconfigured("The token server does not serve this mini-program. Check the AppId here and there."),
        HttpStatusCode.Forbidden => Misconfigured("The token server refused the connection, since it did not see that it is private. Behind a proxy that ends TLS, the server must use ForwardedHeaders."),
        HttpStatusCode.TooManyRequests => Of(WeChatErrorKind.SlowDown, "The token server has too many requests", retryAfter, body),
        HttpStatusCode.InternalServerError when Read(body)?.Code == "misconfigured" => Of(WeChatErrorKind.Misconfigured, "The token server cannot get a token; its own log says why", retryAfter, body),
        >= HttpStatusCode.InternalServerError => Of(WeChatErrorKind.Busy, $"The token server answered with HTTP {(int)status}", retryAfter ?? TimeSpan.FromSeconds(2), body),
        _ => Misconfigured($"No token server is at the address given to UseTokenServer: it answered with HTTP {(int)status}. Redirects are not followed, since the key would travel along."),
    };

    private static WeChatException Misconfigured(string message) => new(WeChatErrorKind.Misconfigured, message);

    private static WeChatException Of(WeChatErrorKind kind, string what, TimeSpan? retryAfter, byte[] body)
    {
        var code = Read(body)?.ErrorCode;
        return new(kind, code is null ? what + "." : $"{what} (errcode {code}).") { ErrorCode = code, RetryAfter = retryAfter };
    }

    private static TokenServerProblem? Read(byte[] body) => JsonAnswer.Read(body, TokenServerJsonContext.Default.TokenServerProblem);
}
