using CsCheck;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Storage.Tests.Linearizability;

/// <summary>
/// Runs random histories: up to six calls one after the other, then two or three lanes of up to three calls at once. Every
/// answer must be one that the same calls give when they are made one at a time.
/// </summary>
/// <remarks>CsCheck makes and shrinks the programs. Its own SampleParallel compares the last state only and spends 10 ms on each.</remarks>
internal static class LinearizabilityCheck
{
    private static readonly OperationKind[] Kinds =
        [OperationKind.Create, OperationKind.Create, OperationKind.Find, OperationKind.Touch, OperationKind.Touch, OperationKind.Rotate, OperationKind.Revoke, OperationKind.RevokeAll, OperationKind.List];

    /// <summary>Before the idle end, at it, after it and, for sessions that were touched, at the absolute end.</summary>
    private static readonly int[] Seconds = [0, 0, 20, 50, 99, 100, 150, 200];

    /// <returns>How many histories had calls that overlapped.</returns>
    /// <exception cref="CsCheckException">There is no such order; the message shows the shortest history found.</exception>
    public static int Run(ISessionStore store, int histories, bool withPurge = false)
    {
        OperationKind[] kinds = withPurge ? [.. Kinds, OperationKind.Purge, OperationKind.Purge] : Kinds;
        var operation = Gen.Select(OneOf(kinds), Gen.Int[0, HistoryNames.Slots - 1], Gen.Int[0, HistoryNames.Slots - 1], OneOf(Seconds))
            .Select((kind, slot, successor, second) => new SessionOperation(kind, slot, successor, second));
        var program = Gen.Select(operation.Array[0, 6], operation.Array[1, 3].Array[2, 3])
            .Select((first, lanes) => new HistoryProgram(first, lanes));
        var overlapping = 0;
        program.Sample(
            candidate =>
            {
                var history = new ConcurrentHistory(store);
                history.Run(candidate);
                var end = SessionOperation.SeeAllAsync(store, history.Names).GetAwaiter().GetResult();
                var calls = history.Calls;
                overlapping += calls.Zip(calls.Skip(1)).Any(pair => pair.Second.Began < pair.First.Ended) ? 1 : 0;
                if (!new SequentialOrder(history.Names, calls, end, seesKeys: !withPurge).Exists())
                {
                    throw new InvalidOperationException("No order of these calls explains their answers:\n" +
                        string.Join('\n', calls.Select(call => $"[{call.Began}-{call.Ended}] {call.Operation}: {call.Answer}")) + "\nend:\n" + end);
                }
            },
            iter: histories,
            threads: 1);
        return overlapping;
    }

    private static Gen<T> OneOf<T>(T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);
}
