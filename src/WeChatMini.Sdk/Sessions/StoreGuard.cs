using Microsoft.Extensions.Logging;
using WeChatMini.Sdk.Apps;
using WeChatMini.Sdk.Diagnostics;
using WeChatMini.Sdk.Errors;

namespace WeChatMini.Sdk.Sessions;

/// <summary>
/// Stands between the library and a store: a time limit on every operation, and one error for every failure, so that no
/// database type and no "signed out" comes of a database that is down.
/// </summary>
internal sealed class StoreGuard(MiniApp app, Instruments instruments, ILogger log)
{
    /// <summary>A validation is one read and perhaps one touch: 1.5 s together.</summary>
    public static readonly TimeSpan FindLimit = TimeSpan.FromSeconds(1);

    public static readonly TimeSpan TouchLimit = TimeSpan.FromSeconds(0.5);

    public static readonly TimeSpan WriteLimit = TimeSpan.FromSeconds(1.5);

    public static readonly TimeSpan PurgeLimit = TimeSpan.FromSeconds(30);

    private CancellationTokenSource? _spare;

    public ILogger Log => log;

    /// <summary>Reads without an allocation when the store answers at once: the source that could stop it serves the next read, too.</summary>
    public ValueTask<SessionLookup> FindAsync(SessionAddress address, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<SessionLookup>(cancellationToken);
        }

        var stop = Interlocked.Exchange(ref _spare, null) ?? new CancellationTokenSource();
        ValueTask<SessionLookup> find;
        try
        {
            find = app.Store.FindAsync(address, now, stop.Token);
        }
        catch (Exception exception)
        {
            throw Unavailable("find", exception);
        }

        if (!find.IsCompletedSuccessfully)
        {
            return WaitAsync(find, stop, cancellationToken);
        }

        if (stop.TryReset())
        {
            _spare = stop;
        }

        return find;
    }

    /// <summary>Lets the store connect while WeChat is asked.</summary>
    public void Prepare()
    {
        try
        {
            app.Store.Prepare();
        }
        catch (Exception)
        {
            // What is wrong is wrong for the write as well, which says it in full.
        }
    }

    public async ValueTask<T> RunAsync<T>(string operation, TimeSpan limit, Func<CancellationToken, ValueTask<T>> call, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(limit, app.Clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            // A driver that ignores its token is left behind, not waited for.
            return await call(linked.Token).AsTask().WaitAsync(linked.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (!IsCancellation(exception, cancellationToken))
        {
            throw Unavailable(operation, exception);
        }
    }

    private ValueTask<SessionLookup> WaitAsync(ValueTask<SessionLookup> find, CancellationTokenSource stop, CancellationToken cancellationToken) =>
        RunAsync("find", FindLimit, limit => StopAsync(find, stop, limit), cancellationToken);

    private static async ValueTask<T> StopAsync<T>(ValueTask<T> call, CancellationTokenSource stop, CancellationToken limit)
    {
        using var _ = stop;
        using var registration = limit.UnsafeRegister(static stop => ((CancellationTokenSource)stop!).Cancel(), stop);
        return await call.ConfigureAwait(false);
    }

    private static bool IsCancellation(Exception exception, CancellationToken cancellationToken) =>
        exception is OperationCanceledException && cancellationToken.IsCancellationRequested;

    private WeChatException Unavailable(string operation, Exception exception)
    {
        instruments.StoreFailure(operation);
        log.StoreUnavailable(app.Label, operation, exception);
        return new WeChatException(WeChatErrorKind.StoreUnavailable, $"The session store did not complete '{operation}'. The log names the cause.")
        {
            RetryAfter = TimeSpan.FromSeconds(2),
        };
    }
}
