using System.Collections.Concurrent;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Storage.Tests.Linearizability;

/// <summary>Runs a program on one user of the store under test and writes down what each call answered, and when.</summary>
internal sealed class ConcurrentHistory(ISessionStore store)
{
    private readonly ConcurrentQueue<RecordedCall> _calls = new();
    private readonly ConcurrentDictionary<int, SessionOperation> _brought = new();
    private readonly ConcurrentQueue<Exception> _failures = new();
    private long _clock;

    public HistoryNames Names { get; } = new();

    public IReadOnlyList<RecordedCall> Calls => [.. _calls.OrderBy(call => call.Began)];

    public void Run(HistoryProgram program)
    {
        Run(program.First);

        // Threads of their own that spin for each other: woken one by one, they would be done one by one.
        var waiting = program.Lanes.Length;
        var lanes = program.Lanes.Select(lane => new Thread(() =>
        {
            Interlocked.Decrement(ref waiting);
            while (Volatile.Read(ref waiting) > 0)
            {
                Thread.Yield();
            }

            try
            {
                Run(lane);
            }
            catch (Exception exception)
            {
                _failures.Enqueue(exception);
            }
        })).ToList();
        lanes.ForEach(lane => lane.Start());
        lanes.ForEach(lane => lane.Join());
        if (!_failures.IsEmpty)
        {
            throw new AggregateException(_failures);
        }
    }

    private void Run(SessionOperation[] operations)
    {
        foreach (var operation in operations)
        {
            // A token is new when it comes into being: only the first call that would bring it is made.
            if (operation.Brings is { } token && !_brought.TryAdd(token, operation))
            {
                continue;
            }

            var began = Interlocked.Increment(ref _clock);
            var answer = operation.RunAsync(store, Names).GetAwaiter().GetResult();
            _calls.Enqueue(new RecordedCall(operation, began, Interlocked.Increment(ref _clock), answer));
        }
    }
}
