using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace WeChatMini.Benchmarks.Harness;

/// <summary>Runs a class of BenchmarkDotNet in this process: a benchmark project of its own would be built for each run.</summary>
internal static class MicroBenchmark
{
    /// <summary>The best iteration of each method: work on one thread is only ever made slower by what else runs.</summary>
    public static IReadOnlyDictionary<string, (double Nanoseconds, long Bytes)> Run<T>(Effort effort)
    {
        var job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(6).WithIterationCount(effort.Iterations);
        var config = ManualConfig.CreateEmpty().AddJob(job).AddDiagnoser(MemoryDiagnoser.Default).AddLogger(NullLogger.Instance)
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "wechatmini-benchmarks"));
        return BenchmarkRunner.Run<T>(config).Reports.ToDictionary(
            report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name,
            report => (report.ResultStatistics!.Min, report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0));
    }
}
