using System.Globalization;
using WeChatMini.Benchmarks.Harness;

namespace WeChatMini.Benchmarks.UserData;

/// <summary>User data: BenchmarkDotNet's figures in one table, each beside its floor.</summary>
internal static class UserDataReport
{
    private const double RatioLimit = 1.1;

    public static void Print(Effort effort)
    {
        var figures = MicroBenchmark.Run<UserDataBenchmarks>(effort);
        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"user data, memory store; the best of {effort.Iterations} iterations"));
        Console.WriteLine("| contender           |   ns/call | ratio | bytes/call |");
        Console.WriteLine("|---------------------|----------:|------:|-----------:|");
        Row("decrypt by hand", figures[nameof(UserDataBenchmarks.OpenByHand)], figures[nameof(UserDataBenchmarks.OpenByHand)]);
        var open = Row("OpenProfileAsync", figures[nameof(UserDataBenchmarks.Open)], figures[nameof(UserDataBenchmarks.OpenByHand)]);
        Row("rawData by hand", figures[nameof(UserDataBenchmarks.VerifyByHand)], figures[nameof(UserDataBenchmarks.VerifyByHand)]);
        var verify = Row("VerifyProfileAsync", figures[nameof(UserDataBenchmarks.Verify)], figures[nameof(UserDataBenchmarks.VerifyByHand)]);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"targets: at most {RatioLimit} x ({Verdict.Of(Math.Max(open.Time, verify.Time), RatioLimit)}), no more bytes ({Verdict.Of(Math.Max(open.Bytes, verify.Bytes), 1)})"));
    }

    private static (double Time, double Bytes) Row(string name, (double Nanoseconds, long Bytes) figure, (double Nanoseconds, long Bytes) floor)
    {
        var ratio = figure.Nanoseconds / floor.Nanoseconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name,-19} | {figure.Nanoseconds,9:F1} | {ratio,5:F2} | {figure.Bytes,10} |"));
        return (ratio, (double)figure.Bytes / floor.Bytes);
    }
}
