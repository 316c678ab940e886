using System.Globalization;

namespace WeChatMini.Benchmarks.Harness;

/// <summary>Prints a contest: what each contender costs, against the one that is configured alike.</summary>
internal static class ContestTable
{
    private const double CpuLimit = 1.15;

    /// <param name="title">What is called.</param>
    /// <param name="effort">How long to measure.</param>
    /// <param name="callers">How many call at a time.</param>
    /// <param name="contenders">The library comes last, and what is configured alike just before it.</param>
    /// <param name="extraBytesLimit">How many bytes more than what is configured alike; null for no limit.</param>
    /// <param name="bytesLimit">How many bytes in all; null for no limit.</param>
    /// <param name="hasCpuLimit">False where the row above does less and is there for comparison only.</param>
    public static async Task PrintAsync(string title, Effort effort, int callers, IReadOnlyList<Contender> contenders, double? extraBytesLimit = null, double? bytesLimit = null, bool hasCpuLimit = true)
    {
        var own = contenders.Count - 1;
        var alike = own - 1;
        var contest = await Contest.RunAsync(effort, callers, [.. contenders.Select(contender => contender.Call)]);
        var most = contest.Of(alike).Bytes;
        Write($"");
        Write($"{title}, callers: {callers}; medians of {effort.Rounds} rounds of {effort.CallsPerRound} calls");
        Write($"| contender          | CPU us/call | ratio | bytes/call |   more |");
        Write($"|--------------------|------------:|------:|-----------:|-------:|");
        for (var index = 0; index < contenders.Count; index++)
        {
            var (cpu, bytes) = contest.Of(index);
            Write($"| {contenders[index].Name,-18} | {cpu,11:F1} | {contest.CpuRatio(index, alike),5:F2} | {bytes,10:F0} | {bytes - most,6:+0;-0;0} |");
        }

        var total = contest.Of(own).Bytes;
        var targets = new List<string>();
        if (hasCpuLimit)
        {
            targets.Add(string.Create(CultureInfo.InvariantCulture, $"CPU at most {CpuLimit} x ({Verdict.Of(contest.CpuRatio(own, alike), CpuLimit)})"));
        }

        if (extraBytesLimit is { } extra)
        {
            targets.Add(string.Create(CultureInfo.InvariantCulture, $"at most {extra:F0} bytes more ({Verdict.Of(total - most, extra)})"));
        }

        if (bytesLimit is { } all)
        {
            targets.Add(string.Create(CultureInfo.InvariantCulture, $"{all:F0} in all ({Verdict.Of(total, all)})"));
        }

        Write($"targets: {string.Join(", ", targets)}");
    }

    private static void Write(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
