namespace WeChatMini.Sdk.Storage.Http;

/// <summary>
/// Sends requests over connections that are not older than the last long pause. A function that was frozen thaws with connections that what lies
/// between may have forgotten without a word, and the pool's own clock may have stood still, so the pause is measured on the wall clock.
/// </summary>
internal sealed class FreshConnectionsHandler : HttpMessageHandler
{
    private static readonly TimeSpan LongPause = TimeSpan.FromSeconds(30);

    private readonly TimeProvider _clock;
    private readonly Lock _gate = new();
    private HttpMessageInvoker _pool = NewPool();
    private long _lastUse;

    public FreshConnectionsHandler(TimeProvider clock)
    {
        _clock = clock;
        _lastUse = clock.GetUtcNow().UtcTicks;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Pool().SendAsync(request, cancellationToken);

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) => Pool().Send(request, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _pool.Dispose();
        }

        base.Dispose(disposing);
    }

    private static HttpMessageInvoker NewPool() => new(new SocketsHttpHandler
    {
        ConnectTimeout = TimeSpan.FromSeconds(1),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        AllowAutoRedirect = false,
        UseCookies = false,
    });

    private HttpMessageInvoker Pool()
    {
        lock (_gate)
        {
            var now = _clock.GetUtcNow().UtcTicks;
            if (now - _lastUse >= LongPause.Ticks)
            {
                // A request that is still under way from before the pause is as dead as its connection.
                _pool.Dispose();
                _pool = NewPool();
            }

            _lastUse = now;
            return _pool;
        }
    }
}
