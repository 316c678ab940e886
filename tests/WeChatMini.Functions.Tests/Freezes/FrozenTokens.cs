using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using TokenShares;
using WeChatMini.Sdk.Testing;

namespace WeChatMini.Functions.Tests.Freezes;

/// <summary>Two instances of an application that share access tokens in Redis. One of them is frozen while it fetches, often with the lease in its hand, and long enough for its token to end.</summary>
internal sealed class FrozenTokens : IAsyncDisposable
{
    /// <summary>How long a lease lasts (3 s) and the time to notice that it has ended (docs/access-tokens.md), on a machine with much else to do.</summary>
    private static readonly TimeSpan LeaseEnds = TimeSpan.FromSeconds(7);

    /// <summary>A fetch that failed is remembered for a second, in which callers are told at once to come again.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(4);

    private readonly FakeWeChat _weChat = FakeWeChat.Start(new FakeWeChatOptions { ClockRuns = true });

    /// <summary>Both read their clock here, so that it can go on while a process is frozen.</summary>
    private readonly string _clock = Path.GetTempFileName();
    private readonly List<Worker> _workers = [];

    private Worker Frozen => _workers[0];

    private Worker Other => _workers[1];

    public static async Task<FrozenTokens> StartAsync(string redis)
    {
        var tokens = new FrozenTokens();
        tokens._weChat.Apis.Add("/wxa/probe", static _ => FakeApiAnswer.Json("""{"errcode":0}"""));
        for (var number = 0; number < 2; number++)
        {
            tokens._workers.Add(await Worker.StartAsync(tokens._weChat, "redis:" + redis, clockFile: tokens._clock));
        }

        await WorksSoonAsync(tokens.Frozen);
        await WorksSoonAsync(tokens.Other);

        // Long enough to be frozen in the middle of a fetch.
        tokens._weChat.Faults.Always(FakeFault.Latency(TimeSpan.FromMilliseconds(40)), "/cgi-bin/stable_token");
        return tokens;
    }

    /// <summary>Freezes once, from which two hours pass for everybody else.</summary>
    public async Task FreezeAsync(TimeSpan time, FreezeLog log)
    {
        await PassAsync();
        var underWay = Frozen.AskAsync("get");
        await Task.Delay(TimeSpan.FromMicroseconds(RandomNumberGenerator.GetInt32(60_000)));
        ProcessTree.Freeze(Frozen.Id);
        var freeze = Stopwatch.GetTimestamp();

        // Whatever the frozen one holds, the other one waits no longer than a lease lasts.
        await WorksAsync(Other);
        var waited = Stopwatch.GetElapsedTime(freeze);
        Assert.InRange(waited, TimeSpan.Zero, LeaseEnds);
        log.Worked("fetch by another instance meanwhile", waited);

        await PassAsync();
        await WorksAsync(Other);
        var rest = time - Stopwatch.GetElapsedTime(freeze);
        await Task.Delay(rest > TimeSpan.Zero ? rest : TimeSpan.Zero);
        ProcessTree.Thaw(Frozen.Id);
        var thaw = Stopwatch.GetTimestamp();
        try
        {
            await underWay;
        }
        catch (WorkerException)
        {
            // What its own limit ended.
            log.CutOff();
        }

        await WorksSoonAsync(Frozen);
        log.Worked("access token", Stopwatch.GetElapsedTime(thaw));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in _workers)
        {
            await worker.DisposeAsync();
        }

        await _weChat.DisposeAsync();
        File.Delete(_clock);
    }

    /// <summary>The token that a process uses is one that WeChat takes: no ended one is ever sent.</summary>
    private static async Task WorksAsync(Worker worker) => Assert.Equal("{\"errcode\":0}", (await worker.AskAsync("use"))["said"]);

    /// <summary>The same for one whose fetch may have been ended by the freeze.</summary>
    private static async Task WorksSoonAsync(Worker worker)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                await WorksAsync(worker);
                return;
            }
            catch (WorkerException ended) when (ended.Message is "Busy" or "OutcomeUnknown" && Stopwatch.GetElapsedTime(start) < Soon)
            {
                await Task.Delay(20);
            }
        }
    }

    /// <summary>Two hours pass: every token ends. Nobody calls meanwhile, since two clocks cannot be moved at once.</summary>
    private async Task PassAsync()
    {
        _weChat.Clock.Advance(TimeSpan.FromSeconds(7200));
        var ahead = double.Parse("0" + await File.ReadAllTextAsync(_clock), CultureInfo.InvariantCulture) + 7200;
        await File.WriteAllTextAsync(_clock + ".new", ahead.ToString(CultureInfo.InvariantCulture));
        File.Move(_clock + ".new", _clock, overwrite: true);
    }
}
