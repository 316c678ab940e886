using System.Diagnostics;

namespace WeChatMini.Benchmarks.Stores;

/// <summary>
/// Wall time of one caller, since most of it passes in the server and on the disk. All sizes and all contenders take turns within each round, so that whatever else
/// the machine does falls on all of them; ratios are taken within a round, and the medians over the rounds count.
/// </summary>
internal sealed class StoreContest
{
    public const int Rounds = 41;
    public const int ReadsPerRound = 150;
    public const int WritesPerRound = 15;

    private const int WarmUpRounds = 4;

    private readonly List<(double Microseconds, double Bytes)[,]> _rounds = [];

    public static async Task<StoreContest> RunAsync(IReadOnlyList<StoreCase> cases)
    {
        var contest = new StoreContest();
        var turns = cases.Count * StoreCase.Contenders.Length;
        for (var round = -WarmUpRounds; round < Rounds; round++)
        {
            var costs = new (double Microseconds, double Bytes)[cases.Count, StoreCase.Contenders.Length];
            for (var turn = 0; turn < turns; turn++)
            {
                var (contender, size) = Math.DivRem((turn + round + turns) % turns, cases.Count);
                costs[size, contender] = await MeasureAsync(cases[size], contender);
            }

            if (round >= 0)
            {
                contest._rounds.Add(costs);
            }
        }

        return contest;
    }

    public double Microseconds(int size, int contender) => Median(_rounds.Select(costs => costs[size, contender].Microseconds));

    public double Bytes(int size, int contender) => Median(_rounds.Select(costs => costs[size, contender].Bytes));

    /// <summary>What one contender's time is to another's, perhaps at another size.</summary>
    public double Ratio((int Size, int Contender) of, (int Size, int Contender) to) =>
        Median(_rounds.Select(costs => costs[of.Size, of.Contender].Microseconds / costs[to.Size, to.Contender].Microseconds));

    private static async Task<(double Microseconds, double Bytes)> MeasureAsync(StoreCase of, int contender)
    {
        var calls = StoreCase.Contenders[contender].IsWrite ? WritesPerRound : ReadsPerRound;
        var call = await of.PrepareAsync(contender, calls);
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var began = Stopwatch.GetTimestamp();
        for (var index = 0; index < calls; index++)
        {
            await call();
        }

        var time = Stopwatch.GetElapsedTime(began);
        return (time.TotalMicroseconds / calls, (GC.GetTotalAllocatedBytes(precise: true) - bytes) / (double)calls);
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
