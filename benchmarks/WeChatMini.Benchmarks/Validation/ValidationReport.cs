using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using WeChatMini.Benchmarks.Harness;

namespace WeChatMini.Benchmarks.Validation;

/// <summary>Session validation: BenchmarkDotNet's figures in one table.</summary>
internal static class ValidationReport
{
    private const double RatioLimit = 3;
    private const double BytesLimit = 256;

    public static void Print(Effort effort)
    {
        // In this process: a benchmark project of its own would be built for each run.
        var job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(6).WithIterationCount(effort.Iterations);
        var config = ManualConfig.CreateEmpty().AddJob(job).AddDiagnoser(MemoryDiagnoser.Default).AddLogger(NullLogger.Instance)
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "wechatmini-benchmarks"));
        var summary = BenchmarkRunner.Run<ValidationBenchmarks>(config);
        var hash = Find(summary, nameof(ValidationBenchmarks.Hash));
        var validate = Find(summary, nameof(ValidationBenchmarks.Validate));
        var ratio = validate.Nanoseconds / hash.Nanoseconds;
        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"session validation, memory store; the best of {effort.Iterations} iterations"));
        Console.WriteLine("| contender           |   ns/call | ratio | bytes/call |");
        Console.WriteLine("|---------------------|----------:|------:|-----------:|");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| SHA-256 of 80 bytes | {hash.Nanoseconds,9:F1} | {1.0,5:F2} | {hash.Bytes,10} |"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| ValidateAsync       | {validate.Nanoseconds,9:F1} | {ratio,5:F2} | {validate.Bytes,10} |"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"targets: at most {RatioLimit} x ({Verdict.Of(ratio, RatioLimit)}), at most {BytesLimit} bytes ({Verdict.Of(validate.Bytes, BytesLimit)})"));
    }

    private static (double Nanoseconds, long Bytes) Find(Summary summary, string method)
    {
        var report = summary.Reports.Single(report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name == method);

        // Work on one thread is only ever made slower by what else runs, so the best iteration says most.
        return (report.ResultStatistics!.Min, report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0);
    }
}
