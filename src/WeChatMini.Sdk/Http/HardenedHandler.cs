using System.Net;

namespace WeChatMini.Sdk.Http;

/// <summary>The socket end of every call to WeChat, with the last hop in one piece: no handler can come between the two.</summary>
internal static class HardenedHandler
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(2);

    /// <param name="limit">How much of an answer is read into memory.</param>
    public static LastHopHandler Create(BodyLimit limit) => new(limit) { InnerHandler = CreateSocket() };

    private static SocketsHttpHandler CreateSocket() => new()
    {
        Proxy = new TlsOnlyProxy(HttpClient.DefaultProxy),
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = ConnectTimeout,

        // A function thaws with dead sockets: short idle life. WeChat retires addresses: short life.
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        MaxResponseHeadersLength = 16,

        // Also removes the diagnostic listener that hands the full address to every APM.
        ActivityHeadersPropagator = null,
    };
}
