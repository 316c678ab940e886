using System.Globalization;
using WeChatMini.Benchmarks.Harness;

namespace WeChatMini.Benchmarks.Validation;

/// <summary>Session validation: BenchmarkDotNet's figures in one table.</summary>
internal static class ValidationReport
{
    private const double RatioLimit = 3;
    private const double BytesLimit = 256;

    public static void Print(Effort effort)
    {
        var figures = MicroBenchmark.Run<ValidationBenchmarks>(effort);
        var hash = figures[nameof(ValidationBenchmarks.Hash)];
        var validate = figures[nameof(ValidationBenchmarks.Validate)];
        var ratio = validate.Nanoseconds / hash.Nanoseconds;
        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"session validation, memory store; the best of {effort.Iterations} iterations"));
        Console.WriteLine("| contender           |   ns/call | ratio | bytes/call |");
        Console.WriteLine("|---------------------|----------:|------:|-----------:|");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| SHA-256 of 80 bytes | {hash.Nanoseconds,9:F1} | {1.0,5:F2} | {hash.Bytes,10} |"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| ValidateAsync       | {validate.Nanoseconds,9:F1} | {ratio,5:F2} | {validate.Bytes,10} |"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"targets: at most {RatioLimit} x ({Verdict.Of(ratio, RatioLimit)}), at most {BytesLimit} bytes ({Verdict.Of(validate.Bytes, BytesLimit)})"));
    }
}
