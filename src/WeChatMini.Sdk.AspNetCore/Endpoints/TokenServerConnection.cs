using System.Net;
using Microsoft.AspNetCore.Http;

namespace WeChatMini.Sdk.AspNetCore.Endpoints;

/// <summary>Decides whether a token may travel over a connection.</summary>
internal static class TokenServerConnection
{
    private static readonly string[] ProxySigns = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Real-IP", "Via"];

    /// <summary>
    /// TLS, here or, once ForwardedHeaders has said so, at a proxy. Or both ends on this machine and nobody in between: a proxy on the
    /// same machine may have got the request in the clear from anywhere.
    /// </summary>
    public static bool IsPrivate(HttpContext context) =>
        context.Request.IsHttps
        || (IsLoopback(context.Connection.RemoteIpAddress) && IsLoopback(context.Connection.LocalIpAddress) && !ProxySigns.Any(context.Request.Headers.ContainsKey));

    private static bool IsLoopback(IPAddress? address) => address is not null && IPAddress.IsLoopback(address);
}
