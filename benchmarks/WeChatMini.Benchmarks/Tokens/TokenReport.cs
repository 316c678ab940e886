using System.Diagnostics;
using System.Globalization;
using WeChatMini.Benchmarks.Harness;

namespace WeChatMini.Benchmarks.Tokens;

/// <summary>A cached access token: what it costs, and whether two threads stand in each other's way.</summary>
internal static class TokenReport
{
    private const double RatioLimit = 3;
    private const double ThroughputLimit = 1.5;
    private const int CallsPerThread = 5_000_000;

    public static void Print(Effort effort)
    {
        var figures = MicroBenchmark.Run<TokenBenchmarks>(effort);
        var clock = figures[nameof(TokenBenchmarks.Clock)];
        var cached = figures[nameof(TokenBenchmarks.Cached)];
        var ratio = cached.Nanoseconds / clock.Nanoseconds;
        var floor = Scaling(effort, static benchmark => benchmark.Clock());
        var scaling = Scaling(effort, static benchmark => benchmark.Cached());
        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"cached access token; the best of {effort.Iterations} iterations"));
        Console.WriteLine("| contender           |   ns/call | ratio | bytes/call |");
        Console.WriteLine("|---------------------|----------:|------:|-----------:|");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| GetUtcNow           | {clock.Nanoseconds,9:F1} | {1.0,5:F2} | {clock.Bytes,10} |"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| GetTokenAsync       | {cached.Nanoseconds,9:F1} | {ratio,5:F2} | {cached.Bytes,10} |"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"two threads have {scaling:F2} x the throughput of one; GetUtcNow {floor:F2} x"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"targets: at most {RatioLimit} x ({Verdict.Of(ratio, RatioLimit)}), 0 bytes ({Verdict.Of(cached.Bytes, 0)}), two threads at least {ThroughputLimit} x ({Verdict.Of(ThroughputLimit, scaling)})"));
    }

    /// <summary>The best of several turns each: other work on the machine only ever makes a turn slower.</summary>
    private static double Scaling(Effort effort, Action<TokenBenchmarks> call)
    {
        var benchmark = new TokenBenchmarks();
        benchmark.SetUp();
        var one = TimeSpan.MaxValue;
        var two = TimeSpan.MaxValue;
        for (var turn = 0; turn < effort.Iterations; turn++)
        {
            one = Min(one, Time(benchmark, call, 1));
            two = Min(two, Time(benchmark, call, 2));
        }

        benchmark.CleanUp();
        return 2 * one / two;
    }

    private static TimeSpan Time(TokenBenchmarks benchmark, Action<TokenBenchmarks> call, int threads)
    {
        var start = Stopwatch.GetTimestamp();
        var running = Enumerable.Range(0, threads).Select(_ => new Thread(() => Repeat(benchmark, call))).ToList();
        running.ForEach(static thread => thread.Start());
        running.ForEach(static thread => thread.Join());
        return Stopwatch.GetElapsedTime(start);
    }

    private static void Repeat(TokenBenchmarks benchmark, Action<TokenBenchmarks> call)
    {
        for (var turn = 0; turn < CallsPerThread; turn++)
        {
            call(benchmark);
        }
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
