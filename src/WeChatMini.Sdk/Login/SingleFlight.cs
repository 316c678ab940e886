using System.Collections.Concurrent;

namespace WeChatMini.Sdk.Login;

/// <summary>Does the same work once while it is in flight. The work belongs to no caller: each may leave, and it goes on.</summary>
internal sealed class SingleFlight<T>
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<T>> _flights = new(StringComparer.Ordinal);

    /// <param name="key">What makes work the same.</param>
    /// <param name="state">Handed to <paramref name="work"/>, so that it needs no closure.</param>
    /// <param name="work">Runs for whoever comes first, without anybody's token.</param>
    /// <param name="cancellationToken">Lets this caller leave.</param>
    public Task<T> RunAsync<TState>(string key, TState state, Func<TState, Task<T>> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!_flights.TryGetValue(key, out var flight))
        {
            var mine = new TaskCompletionSource<T>();
            flight = _flights.GetOrAdd(key, mine);
            if (ReferenceEquals(flight, mine))
            {
                _ = FlyAsync(key, mine, Start(work, state));
            }
        }

        return flight.Task.WaitAsync(cancellationToken);
    }

    private static Task<T> Start<TState>(Func<TState, Task<T>> work, TState state)
    {
        try
        {
            return work(state);
        }
        catch (Exception exception)
        {
            // Not even work that never began may keep its key.
            return Task.FromException<T>(exception);
        }
    }

    private async Task FlyAsync(string key, TaskCompletionSource<T> flight, Task<T> work)
    {
        try
        {
            var result = await work.ConfigureAwait(false);
            _flights.TryRemove(key, out _);
            flight.SetResult(result);
        }
        catch (Exception exception)
        {
            _flights.TryRemove(key, out _);
            flight.SetException(exception);

            // All callers may have left: a failure that is logged and counted where it happens is then nobody's.
            _ = flight.Task.Exception;
        }
    }
}
