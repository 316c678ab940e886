using System.Globalization;

namespace WeChatMini.Functions.Tests.Support;

/// <summary>The memory of another process, as Linux counts it.</summary>
internal static class ProcessMemory
{
    /// <summary>The most that was ever resident, in MB.</summary>
    public static double Highest(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1000;
    }
}
