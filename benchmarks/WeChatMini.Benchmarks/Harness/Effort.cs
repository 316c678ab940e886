namespace WeChatMini.Benchmarks.Harness;

/// <summary>How long to measure.</summary>
internal sealed class Effort
{
    /// <summary>For CI: enough to see a doubling.</summary>
    public static Effort Quick { get; } = new() { Name = "quick", Rounds = 21, CallsPerRound = 300, Callers = [1], Iterations = 5 };

    /// <summary>For the numbers in docs/performance.md.</summary>
    public static Effort Full { get; } = new() { Name = "full", Rounds = 151, CallsPerRound = 512, Callers = [1, 64], Iterations = 30 };

    public required string Name { get; init; }

    public required int Rounds { get; init; }

    public required int CallsPerRound { get; init; }

    public required int[] Callers { get; init; }

    /// <summary>Measured iterations of BenchmarkDotNet.</summary>
    public required int Iterations { get; init; }
}
