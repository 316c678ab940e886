using System.Globalization;
using WeChatMini.Benchmarks.Harness;

namespace WeChatMini.Benchmarks.Exchange;

/// <summary>code2session over loopback: four contenders, one table.</summary>
internal static class ExchangeReport
{
    /// <summary>As long as real ones, made beforehand: they are no cost of a call.</summary>
    private static readonly string[] Codes = [.. Enumerable.Range(0, 1024).Select(number => $"0f3bench{number.ToString("D24", CultureInfo.InvariantCulture)}")];

    public static async Task PrintAsync(Effort effort, Uri address, int callers)
    {
        IExchange[] contenders = [new RawExchange(address), RefitExchange.Alone(address), RefitExchange.Resilient(address), new OwnExchange(address)];
        var next = 0;
        await ContestTable.PrintAsync(
            "code2session over loopback",
            effort,
            callers,
            [.. contenders.Select(contender => new Contender(contender.Name, () => contender.RunAsync(NextCode())))],
            extraBytesLimit: 1.5 * 1024,
            bytesLimit: 8.5 * 1024);
        foreach (var contender in contenders)
        {
            await contender.DisposeAsync();
        }

        // Never the same one twice in flight, or the calls of many callers would be joined into one.
        string NextCode() => Codes[Interlocked.Increment(ref next) & (Codes.Length - 1)];
    }
}
