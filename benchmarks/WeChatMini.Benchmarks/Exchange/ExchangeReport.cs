using System.Globalization;
using WeChatMini.Benchmarks.Harness;

namespace WeChatMini.Benchmarks.Exchange;

/// <summary>code2session over loopback: four contenders, one table.</summary>
internal static class ExchangeReport
{
    private const int Alike = 2;
    private const int Own = 3;
    private const double CpuLimit = 1.15;
    private const double ExtraBytesLimit = 1.5 * 1024;
    private const double BytesLimit = 8.5 * 1024;

    /// <summary>As long as real ones, made beforehand: they are no cost of a call.</summary>
    private static readonly string[] Codes = [.. Enumerable.Range(0, 1024).Select(number => $"0f3bench{number.ToString("D24", CultureInfo.InvariantCulture)}")];

    public static async Task PrintAsync(Effort effort, Uri address, int callers)
    {
        IExchange[] contenders = [new RawExchange(address), RefitExchange.Alone(address), RefitExchange.Resilient(address), new OwnExchange(address)];
        var next = 0;
        var contest = await Contest.RunAsync(effort, callers, [.. contenders.Select(Func<Task> (contender) => () => contender.RunAsync(NextCode()))]);
        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"code2session over loopback, callers: {callers}; medians of {effort.Rounds} rounds of {effort.CallsPerRound} calls"));
        Console.WriteLine("| contender          | CPU us/call | ratio | bytes/call |   more |");
        Console.WriteLine("|--------------------|------------:|------:|-----------:|-------:|");
        for (var index = 0; index < contenders.Length; index++)
        {
            var (cpu, bytes) = contest.Of(index);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {contenders[index].Name,-18} | {cpu,11:F1} | {contest.CpuRatio(index, Alike),5:F2} | {bytes,10:F0} | {bytes - contest.Of(Alike).Bytes,6:+0;-0;0} |"));
        }

        var ratio = contest.CpuRatio(Own, Alike);
        var own = contest.Of(Own).Bytes;
        var more = own - contest.Of(Alike).Bytes;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"targets: CPU at most {CpuLimit} x ({Verdict.Of(ratio, CpuLimit)}), at most {ExtraBytesLimit:F0} bytes more ({Verdict.Of(more, ExtraBytesLimit)}), {BytesLimit:F0} in all ({Verdict.Of(own, BytesLimit)})"));
        foreach (var contender in contenders)
        {
            await contender.DisposeAsync();
        }

        // Never the same one twice in flight, or the calls of many callers would be joined into one.
        string NextCode() => Codes[Interlocked.Increment(ref next) & (Codes.Length - 1)];
    }
}
