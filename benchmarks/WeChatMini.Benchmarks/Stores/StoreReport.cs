using System.Diagnostics;
using System.Globalization;
using WeChatMini.Benchmarks.Harness;

namespace WeChatMini.Benchmarks.Stores;

/// <summary>Sessions in databases: validation and login beside the same work by hand and a bare lookup and write, from a thousand sessions to a million.</summary>
internal static class StoreReport
{
    private const double RatioLimit = 1.5;

    /// <summary>Of the time at the smallest size; where the bare call itself takes longer, of as much longer.</summary>
    private const double GrowthLimit = 1.3;

    private static readonly (string Name, Func<Task<StoreEngine>> Start)[] Engines =
    [
        ("sqlite", () => Task.FromResult<StoreEngine>(new SqliteEngine())),
        ("postgresql", PostgreSqlEngine.StartAsync),
        ("mariadb", MariaDbEngine.StartAsync),
        ("redis", RedisEngine.StartAsync),
    ];

    /// <param name="choice">Names of engines and numbers of sessions; all of a kind when there are none.</param>
    public static async Task PrintAsync(string[] choice)
    {
        int[] sizes = [.. choice.Where(word => char.IsAsciiDigit(word[0])).Select(word => int.Parse(word, CultureInfo.InvariantCulture)).Order()];
        sizes = sizes.Length == 0 ? [1000, 100_000, 1_000_000] : sizes;
        var all = choice.All(word => char.IsAsciiDigit(word[0]));
        Write($"{Environment.ProcessorCount} processors, .NET {Environment.Version}, medians of {StoreContest.Rounds} rounds of {StoreContest.ReadsPerRound} lookups and {StoreContest.WritesPerRound} writes, one caller");
        foreach (var (_, start) in Engines.Where(engine => all || choice.Contains(engine.Name, StringComparer.OrdinalIgnoreCase)))
        {
            await using var engine = await start();
            await PrintAsync(engine, sizes);
        }
    }

    private static async Task PrintAsync(StoreEngine engine, int[] sizes)
    {
        var cases = new List<StoreCase>();
        var began = Stopwatch.GetTimestamp();
        try
        {
            for (var index = 0; index < sizes.Length; index++)
            {
                cases.Add(await StoreCase.SeedAsync(engine, sizes[index], index));
            }

            await engine.SettleAsync();
            Write($"");
            Write($"{engine.Name}; seeded in {Stopwatch.GetElapsedTime(began).TotalSeconds:F0} s");
            PrintTable(await StoreContest.RunAsync(cases), sizes);
        }
        finally
        {
            foreach (var one in cases)
            {
                await one.DisposeAsync();
            }
        }
    }

    private static void PrintTable(StoreContest contest, int[] sizes)
    {
        Write($"| contender          | sessions |  us/call | of bare | of hand | bytes/call | to {sizes[0]} sessions |");
        Write($"|--------------------|---------:|---------:|--------:|--------:|-----------:|------------------:|");
        var missed = new List<string>();
        for (var index = 0; index < StoreCase.Contenders.Length; index++)
        {
            var contender = StoreCase.Contenders[index];
            for (var size = 0; size < sizes.Length; size++)
            {
                var growth = contest.Ratio((size, index), (0, index));
                var ratio = contender.Floor is { } floor ? contest.Ratio((size, index), (size, floor)) : 1;
                var ofHand = contender.Floor is null ? "" : ratio.ToString("F2", CultureInfo.InvariantCulture);
                Write($"| {contender.Name,-18} | {sizes[size],8} | {contest.Microseconds(size, index),8:F1} | {contest.Ratio((size, index), (size, contender.Bare)),7:F2} | {ofHand,7} | {contest.Bytes(size, index),10:F0} | {growth,17:F2} |");
                if (Verdict.Of(ratio, RatioLimit) != "met")
                {
                    missed.Add(string.Create(CultureInfo.InvariantCulture, $"{contender.Name} at {sizes[size]} takes {ratio:F2} x"));
                }

                // Nothing can be flatter than the engine itself.
                var bareGrowth = contest.Ratio((size, contender.Bare), (0, contender.Bare));
                if (contender.Floor is not null && Verdict.Of(growth / Math.Max(1, bareGrowth), GrowthLimit) != "met")
                {
                    missed.Add(string.Create(CultureInfo.InvariantCulture, $"{contender.Name} grows {growth:F2} x to {sizes[size]}, the bare one {bareGrowth:F2} x"));
                }
            }
        }

        Write($"targets: at most {RatioLimit} x the same work by hand; at most {GrowthLimit} x the time at {sizes[0]} sessions, or {GrowthLimit} x as much longer as the bare call ({(missed.Count == 0 ? "met" : "MISSED: " + string.Join("; ", missed))})");
    }

    private static void Write(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
