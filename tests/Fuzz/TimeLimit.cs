using System.Diagnostics;

namespace WeChatMini.Fuzz;

/// <summary>
/// An input that takes longer than 100 ms is a finding. A busy machine takes the processor away for longer than that, and the first
/// call of anything compiles it; so a slow input is tried again, and only one that is slow each time counts.
/// </summary>
internal static class TimeLimit
{
    private const int Attempts = 5;

    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(100);

    public static bool Run(IFuzzTarget target, ReadOnlySpan<byte> input)
    {
        for (var attempt = 1; ; attempt++)
        {
            var start = Stopwatch.GetTimestamp();
            var isTaken = target.Run(input);
            var took = Stopwatch.GetElapsedTime(start);
            if (took <= Limit)
            {
                return isTaken;
            }

            Check.That(attempt < Attempts, $"An input of {input.Length} bytes took {took.TotalMilliseconds:0} ms, {Attempts} times in a row more than {Limit.TotalMilliseconds} ms.");
        }
    }
}
