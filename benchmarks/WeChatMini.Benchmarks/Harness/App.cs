using System.Net;

namespace WeChatMini.Benchmarks.Harness;

/// <summary>The mini-program of all contenders, and the socket settings that they share with the library.</summary>
internal static class App
{
    public const string Id = "wx00000000000bench";

    public const string Secret = "0123456789abcdef0123456789abcdef";

    public static SocketsHttpHandler CreateHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = TimeSpan.FromSeconds(2),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        MaxResponseHeadersLength = 16,
        ActivityHeadersPropagator = null,
    };
}
