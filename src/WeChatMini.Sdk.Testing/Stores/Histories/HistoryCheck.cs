using System.Diagnostics;
using System.Security.Cryptography;
using WeChatMini.Sdk.Testing.Stores.Rules;

namespace WeChatMini.Sdk.Testing.Stores.Histories;

/// <summary>
/// Runs random histories until as many as were asked for are done and enough of them had calls at once. Every answer must be one that
/// the same calls give when they are made one at a time.
/// </summary>
internal sealed class HistoryCheck(RuleScene scene, bool withPurge)
{
    private const int MostLanes = 3;
    private const int MostTimesAsMany = 20;
    private const int TriesPerShorter = 5;
    private static readonly TimeSpan ShrinkLimit = TimeSpan.FromSeconds(5);

    public async Task RunAsync(int histories)
    {
        var seed = scene.Options.Seed ?? RandomNumberGenerator.GetInt32(1_000_000);
        var generator = new HistoryGenerator(seed, withPurge);
        using var threads = new LaneThreads(MostLanes);
        var (number, overlapping, enough) = (0, 0, Math.Max(1, histories / 20));
        var extra = new Stopwatch();
        for (; number < histories || (overlapping < enough && number < histories * MostTimesAsMany && extra.Elapsed < scene.Options.OverlapLimit); number++)
        {
            scene.Ct.ThrowIfCancellationRequested();
            if (number == histories)
            {
                extra.Start();
            }

            var program = generator.Draw(number);
            var run = await RunAsync(program, threads).ConfigureAwait(false);
            overlapping += run.Overlaps ? 1 : 0;
            if (!run.IsExplained)
            {
                var shortest = await ShrinkAsync(program, run, threads).ConfigureAwait(false);
                throw new RuleBrokenException($"No order of these calls explains their answers (history {number} of seed {seed}, {program.Count} calls, of which {shortest.Calls.Count} are needed):\n{shortest}", tellsItsCalls: true);
            }
        }

        scene.Remark = $"{number} histories, {overlapping} with calls at once, seed {seed}";
        if (overlapping == 0)
        {
            throw new NothingTestedException($"No two calls were made at once in {number} histories.");
        }
    }

    private Task<HistoryRun> RunAsync(HistoryProgram program, LaneThreads threads) =>
        HistoryRun.RunAsync(scene.Subject, program, HistoryNames.New(scene.Now()), threads, scene.Ct);

    /// <summary>Drops calls for as long as what is left still fails, now and then.</summary>
    private async Task<HistoryRun> ShrinkAsync(HistoryProgram program, HistoryRun failed, LaneThreads threads)
    {
        var start = Stopwatch.GetTimestamp();
        for (var isShorter = true; isShorter;)
        {
            isShorter = false;
            foreach (var shorter in program.Shorter())
            {
                for (var attempt = 0; attempt < TriesPerShorter && !isShorter && Stopwatch.GetElapsedTime(start) < ShrinkLimit; attempt++)
                {
                    if (await RunAsync(shorter, threads).ConfigureAwait(false) is { IsExplained: false } run)
                    {
                        (program, failed, isShorter) = (shorter, run, true);
                    }
                }

                if (isShorter)
                {
                    break;
                }
            }
        }

        return failed;
    }
}
