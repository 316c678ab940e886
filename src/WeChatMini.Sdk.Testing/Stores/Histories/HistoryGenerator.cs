#pragma warning disable RS0030 // No secret is drawn here: the calls of a test, the same again from their seed.
namespace WeChatMini.Sdk.Testing.Stores.Histories;

/// <summary>Draws the calls of a history. The same seed and number give the same calls.</summary>
internal sealed class HistoryGenerator(int seed, bool withPurge)
{
    private static readonly OperationKind[] Kinds =
    [
        OperationKind.Create, OperationKind.Create, OperationKind.Find, OperationKind.Touch, OperationKind.Touch, OperationKind.Rotate,
        OperationKind.Revoke, OperationKind.RevokeAll, OperationKind.PutKey, OperationKind.List,
    ];

    private static readonly OperationKind[] KindsWithPurge = [.. Kinds, OperationKind.Purge, OperationKind.Purge];

    /// <summary>Before the idle end, at it, after it and, for sessions that were touched, at the absolute end.</summary>
    private static readonly int[] Seconds = [0, 0, 20, 50, 99, 100, 150, 200];

    /// <summary>Up to five calls one after the other, then as many lanes of up to three calls.</summary>
    /// <param name="number">Which history.</param>
    /// <param name="lanes">How many lanes; by default two, or sometimes three.</param>
    public HistoryProgram Draw(int number, int? lanes = null)
    {
        var die = new Random(unchecked((seed * 1_000_003) + number));
        var brought = new HashSet<int>();
        var first = Calls(die, die.Next(6), brought);
        var atOnce = Enumerable.Range(0, lanes ?? (die.Next(4) == 0 ? 3 : 2)).Select(_ => Calls(die, lanes > 3 ? 1 + die.Next(2) : 1 + die.Next(3), brought)).ToList();
        return new HistoryProgram(first, atOnce, MeetsAtEachCall: die.Next(2) == 0);
    }

    private List<HistoryOperation> Calls(Random die, int count, HashSet<int> brought) =>
        [.. Enumerable.Range(0, count).Select(_ => Call(die, brought))];

    private HistoryOperation Call(Random die, HashSet<int> brought)
    {
        var kinds = withPurge ? KindsWithPurge : Kinds;
        var call = new HistoryOperation(kinds[die.Next(kinds.Length)], die.Next(HistoryNames.Slots), die.Next(HistoryNames.Slots), Seconds[die.Next(Seconds.Length)]);

        // A token is new when it comes into being: nobody brings one a second time.
        return call.Brings is { } token && !brought.Add(token) ? call with { Kind = die.Next(2) == 0 ? OperationKind.Touch : OperationKind.Find } : call;
    }
}
