namespace WeChatMini.Sdk.Testing;

/// <summary>Every request that reached a <see cref="FakeWeChat"/> over HTTP, also those whose connection was then killed.</summary>
public sealed class FakeJournal
{
    private const int Kept = 100_000;
    private readonly Lock _gate = new();
    private readonly Queue<FakeArrival> _arrivals = [];
    private readonly Dictionary<string, int> _calls = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];
    private int _total;

    internal FakeJournal()
    {
    }

    /// <summary>Gets a copy of the arrivals, oldest first; of very many the newest 100,000.</summary>
    public IReadOnlyList<FakeArrival> Arrivals
    {
        get
        {
            lock (_gate)
            {
                return [.. _arrivals];
            }
        }
    }

    /// <summary>Counts the arrivals at one path.</summary>
    /// <param name="path">The path, such as <c>/sns/jscode2session</c>.</param>
    /// <returns>How many requests came to it since the start or the last <see cref="Clear"/>.</returns>
    public int CallsTo(string path)
    {
        lock (_gate)
        {
            return _calls.GetValueOrDefault(path);
        }
    }

    /// <summary>Waits until so many requests are in the journal.</summary>
    /// <param name="count">How many, counted from the start or the last <see cref="Clear"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Completes at the latest of these arrivals, at once when they are there.</returns>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    public Task WaitForArrivalsAsync(int count, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (_total >= count)
            {
                return Task.CompletedTask;
            }

            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((count, reached));
            return reached.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Forgets all arrivals.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _arrivals.Clear();
            _calls.Clear();
            _total = 0;
        }
    }

    internal void Add(FakeArrival arrival)
    {
        lock (_gate)
        {
            _arrivals.Enqueue(arrival);
            if (_arrivals.Count > Kept)
            {
                _arrivals.Dequeue();
            }

            _calls[arrival.Path] = _calls.GetValueOrDefault(arrival.Path) + 1;
            _total++;
            _waiting.RemoveAll(wait => wait.Count <= _total && wait.Reached.TrySetResult());
        }
    }
}
