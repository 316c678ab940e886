using System.Collections.Concurrent;

namespace WeChatMini.Sdk.Login;

/// <summary>Does the same work once while it is in flight. The work belongs to no caller: each may leave, and it goes on.</summary>
internal sealed class SingleFlight<T>
{
    private readonly ConcurrentDictionary<string, Lazy<Task<T>>> _flights = new(StringComparer.Ordinal);

    public Task<T> RunAsync(string key, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var flight = _flights.GetOrAdd(key, static (key, state) => new Lazy<Task<T>>(() => state.Self.FlyAsync(key, state.Work)), (Self: this, Work: work));
        return flight.Value.WaitAsync(cancellationToken);
    }

    private async Task<T> FlyAsync(string key, Func<Task<T>> work)
    {
        try
        {
            // Off the caller's stack and context: whoever comes first must not run it for the others.
            return await Task.Run(work, CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            _flights.TryRemove(key, out _);
        }
    }
}
