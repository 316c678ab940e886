namespace WeChatMini.Benchmarks.Harness;

/// <summary>What one call cost this process.</summary>
/// <param name="CpuMicroseconds">User and system time of all threads.</param>
/// <param name="Bytes">Managed bytes allocated by all threads.</param>
internal readonly record struct Cost(double CpuMicroseconds, double Bytes);
