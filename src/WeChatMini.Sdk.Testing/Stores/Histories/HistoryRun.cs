using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Testing.Stores.Histories;

/// <summary>What happened in one run of a program on one user of the store under test.</summary>
/// <param name="Names">The user and the tokens.</param>
/// <param name="Calls">The calls in the order of their beginnings.</param>
/// <param name="End">What the store showed afterwards.</param>
internal sealed record HistoryRun(HistoryNames Names, IReadOnlyList<RecordedCall> Calls, string End)
{
    /// <summary>Whether two calls ran at once.</summary>
    public bool Overlaps => Calls.Zip(Calls.Skip(1)).Any(pair => pair.Second.Began < pair.First.Ended);

    /// <summary>Whether some order of the calls explains what was seen.</summary>
    public bool IsExplained => new SequentialOrder(Names, Calls, End).Exists();

    public static async Task<HistoryRun> RunAsync(ISessionStore store, HistoryProgram program, HistoryNames names, LaneThreads threads, CancellationToken cancellationToken)
    {
        var calls = new ConcurrentQueue<RecordedCall>();
        foreach (var operation in program.First)
        {
            calls.Enqueue(await CallAsync(0, operation, store, names, cancellationToken).ConfigureAwait(false));
        }

        var lanes = program.Lanes.Where(lane => lane.Count > 0).ToList();
        if (lanes.Count > 0)
        {
            var failures = new ConcurrentQueue<Exception>();
            var meeting = new Rendezvous([.. lanes.Select(lane => program.MeetsAtEachCall ? lane.Count : 1)]);
            threads.Run(lanes.Count, lane =>
            {
                try
                {
                    for (var step = 0; step < lanes[lane].Count; step++)
                    {
                        if (step == 0 || program.MeetsAtEachCall)
                        {
                            meeting.Meet(step);
                        }

                        calls.Enqueue(CallAsync(lane + 1, lanes[lane][step], store, names, cancellationToken).GetAwaiter().GetResult());
                    }
                }
                catch (Exception exception)
                {
                    failures.Enqueue(exception);
                    meeting.GiveUp();
                }
            });
            if (failures.TryDequeue(out var failure))
            {
                ExceptionDispatchInfo.Throw(failure);
            }
        }

        var end = await HistoryOperation.SeeAllAsync(store, names, cancellationToken).ConfigureAwait(false);
        return new HistoryRun(names, [.. calls.OrderBy(call => call.Began)], end);
    }

    public static async Task<RecordedCall> CallAsync(int lane, HistoryOperation operation, ISessionStore store, HistoryNames names, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        var answer = await operation.RunAsync(store, names, cancellationToken).ConfigureAwait(false);
        return new RecordedCall(lane, operation, began, Stopwatch.GetTimestamp(), answer);
    }

    public override string ToString()
    {
        var start = Calls.Count == 0 ? 0 : Calls[0].Began;
        var lines = Calls.Select(call => string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"  {(call.Lane == 0 ? "first " : $"lane {call.Lane}")}  [{Microseconds(call.Began - start):0.0} to {Microseconds(call.Ended - start):0.0} µs]  {call.Operation} → {call.Answer}"));
        return $"{string.Join('\n', lines)}\nafterwards:\n{string.Join('\n', End.Split('\n').Select(line => "  " + line))}";
    }

    private static double Microseconds(long ticks) => ticks * 1e6 / Stopwatch.Frequency;
}
