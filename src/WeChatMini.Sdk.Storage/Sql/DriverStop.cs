namespace WeChatMini.Sdk.Storage.Sql;

/// <summary>
/// Tells the driver of a server that a statement is to stop, on a thread of its own. A driver may wait for the server in its callback: Npgsql connects a
/// second time, asks the server to cancel, and blocks until it has heard. While a server is frozen each connection in use would take a thread of
/// the pool that way, and everybody else would wait for one.
/// </summary>
internal sealed class DriverStop : IDisposable
{
    private const int StackSize = 256 * 1024;

    /// <summary>For a caller who would wait for ever, such as a scheduled purge.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>Not disposed of, since the thread may still be looking at it. It holds nothing.</summary>
    private readonly CancellationTokenSource _stop;

    private readonly CancellationTokenRegistration _registration;

    public DriverStop(CancellationToken cancellationToken)
    {
        _stop = cancellationToken.CanBeCanceled ? new CancellationTokenSource() : new CancellationTokenSource(Longest);
        _registration = cancellationToken.UnsafeRegister(static stop => new Thread(Cancel, StackSize) { IsBackground = true }.Start(stop), _stop);
    }

    public CancellationToken Token => _stop.Token;

    public void Dispose() => _registration.Dispose();

    private static void Cancel(object? stop)
    {
        try
        {
            ((CancellationTokenSource)stop!).Cancel();
        }
        catch (AggregateException)
        {
            // A driver's callback failed. The statement ends by itself, and its caller has gone.
        }
    }
}
