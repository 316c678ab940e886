namespace WeChatMini.Benchmarks.Harness;

/// <summary>
/// Measures the CPU and the allocations of this whole process, since a call spreads over many threads. The contenders take
/// turns within each round and swap their order from round to round, so that whatever else the machine does falls on all of
/// them. Ratios are taken within a round; the medians over the rounds count.
/// </summary>
internal sealed class Contest
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);

    private readonly List<Cost[]> _rounds = [];

    private Contest()
    {
    }

    public static async Task<Contest> RunAsync(Effort effort, int callers, IReadOnlyList<Func<Task>> contenders)
    {
        // Twice, with the compiler's background work in between: the second pass runs what the first one made hot.
        for (var pass = 0; pass < 2; pass++)
        {
            foreach (var contender in contenders)
            {
                var end = TimeProvider.System.GetUtcNow() + WarmUp;
                while (TimeProvider.System.GetUtcNow() < end)
                {
                    await CallAsync(contender, callers, 200);
                }
            }
        }

        var contest = new Contest();
        for (var round = 0; round < effort.Rounds; round++)
        {
            var costs = new Cost[contenders.Count];
            for (var turn = 0; turn < contenders.Count; turn++)
            {
                var index = (round + turn) % contenders.Count;
                costs[index] = await MeasureAsync(contenders[index], callers, effort.CallsPerRound);
            }

            contest._rounds.Add(costs);
        }

        return contest;
    }

    /// <summary>The median cost of one contender.</summary>
    public Cost Of(int contender) => new(
        Median(_rounds.Select(costs => costs[contender].CpuMicroseconds)),
        Median(_rounds.Select(costs => costs[contender].Bytes)));

    /// <summary>The median over the rounds of what one contender's CPU is to another's.</summary>
    public double CpuRatio(int contender, int to) => Median(_rounds.Select(costs => costs[contender].CpuMicroseconds / costs[to].CpuMicroseconds));

    private static async Task<Cost> MeasureAsync(Func<Task> contender, int callers, int calls)
    {
        calls -= calls % callers;
        var bytes = GC.GetTotalAllocatedBytes(precise: true);

        // Not Process.TotalProcessorTime, which counts in steps of 10 ms on Linux.
        var cpu = Environment.CpuUsage.TotalTime;
        await CallAsync(contender, callers, calls);
        var spent = Environment.CpuUsage.TotalTime - cpu;
        return new Cost(spent.TotalMicroseconds / calls, (GC.GetTotalAllocatedBytes(precise: true) - bytes) / (double)calls);
    }

    private static async Task CallAsync(Func<Task> contender, int callers, int calls)
    {
        if (callers == 1)
        {
            await CallInTurnAsync(contender, calls);
            return;
        }

        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(() => CallInTurnAsync(contender, calls / callers))));
    }

    private static async Task CallInTurnAsync(Func<Task> contender, int calls)
    {
        for (var call = 0; call < calls; call++)
        {
            await contender();
        }
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
