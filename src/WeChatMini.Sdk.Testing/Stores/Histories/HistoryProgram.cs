namespace WeChatMini.Sdk.Testing.Stores.Histories;

/// <summary>A history to be run: some calls one after the other, then several lanes at once.</summary>
/// <param name="First">What happens before.</param>
/// <param name="Lanes">What happens at once, each lane in its own order.</param>
/// <param name="MeetsAtEachCall">Whether the lanes wait for each other before each call, and not only before the first.</param>
internal sealed record HistoryProgram(IReadOnlyList<HistoryOperation> First, IReadOnlyList<IReadOnlyList<HistoryOperation>> Lanes, bool MeetsAtEachCall)
{
    public int Count => First.Count + Lanes.Sum(lane => lane.Count);

    /// <summary>The same with one call fewer, for every call. A lane may become empty.</summary>
    public IEnumerable<HistoryProgram> Shorter()
    {
        for (var lane = 0; lane < Lanes.Count; lane++)
        {
            for (var call = 0; call < Lanes[lane].Count; call++)
            {
                var (dropped, at) = (lane, call);
                yield return this with { Lanes = [.. Lanes.Select((calls, index) => index == dropped ? Without(calls, at) : calls)] };
            }
        }

        for (var call = 0; call < First.Count; call++)
        {
            yield return this with { First = Without(First, call) };
        }
    }

    private static IReadOnlyList<HistoryOperation> Without(IReadOnlyList<HistoryOperation> calls, int index) => [.. calls.Take(index), .. calls.Skip(index + 1)];
}
