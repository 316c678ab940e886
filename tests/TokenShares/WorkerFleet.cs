using System.Diagnostics;
using System.Globalization;
using WeChatMini.Sdk.Testing;

namespace TokenShares;

/// <summary>Instances of one application as processes that share tokens, and the WeChat that they ask, in this process.</summary>
/// <param name="share">Through what, as TokenWorker reads it.</param>
internal abstract class WorkerFleet(string share) : IAsyncDisposable
{
    public const string TokenPath = "/cgi-bin/stable_token";

    /// <summary>How long a process that does not answer keeps the lease.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(3);

    private readonly List<Worker> _workers = [];
    private int _warmUps;

    public FakeWeChat WeChat { get; } = FakeWeChat.Start(new FakeWeChatOptions { ClockRuns = true });

    public IReadOnlyList<Worker> Workers => _workers;

    /// <summary>How often a token was asked for so far, without what warmed a process up.</summary>
    public int Fetches => WeChat.Journal.CallsTo(TokenPath) - _warmUps;

    public Task<Answer[]> AskAllAsync(string command) => Task.WhenAll(_workers.Select(worker => worker.AskAsync(command)));

    /// <summary>All instances call at once.</summary>
    public async Task<Crowd> LoadAsync(int callersEach)
    {
        var (before, failOpens) = (Fetches, Crowd.Count(await AskAllAsync("counts")));
        var answers = await AskAllAsync(string.Create(CultureInfo.InvariantCulture, $"load {callersEach}"));
        return new Crowd(answers, Fetches - before, failOpens);
    }

    /// <summary>Lets time pass for WeChat and for everybody.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        WeChat.Clock.Advance(time);
        await AskAllAsync(string.Create(CultureInfo.InvariantCulture, $"clock {time.TotalSeconds}"));
    }

    /// <summary>Lets the present token end.</summary>
    public Task ExpireAsync() => PassAsync(TimeSpan.FromSeconds(7200));

    /// <summary>Waits until everybody has the share again.</summary>
    /// <returns>How long that took.</returns>
    public async Task<TimeSpan> ReachShareAsync()
    {
        var start = Stopwatch.GetTimestamp();
        foreach (var worker in _workers)
        {
            // Nobody announces it: the workers' own connections decide when they come back.
            while (!await AnswersAsync(worker, "share"))
            {
                Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(30), "A worker does not find the share again.");
            }
        }

        return Stopwatch.GetElapsedTime(start);
    }

    /// <summary>Checks that no process has gone on without the share, so that fetches can be counted.</summary>
    public async Task AllHadTheShareAsync() => RealTime.IsInTime(Crowd.Count(await AskAllAsync("counts")) == 0, "A process did not get the share in time.");

    /// <summary>Kills the process that has begun to fetch, which WeChat makes hang, and lets the others go on.</summary>
    /// <returns>What became of the others, and how long it took them.</returns>
    public async Task<(Crowd Others, TimeSpan Recovery)> KillHolderUnderLoadAsync(int callersEach)
    {
        var (before, arrivals) = (Fetches, WeChat.Journal.Arrivals.Count);
        var earlier = await AskAllAsync("counts");
        WeChat.Faults.Next(FakeFault.Hang, path: TokenPath);

        var began = Stopwatch.GetTimestamp();
        var loads = _workers.Select(worker => worker.AskAsync(string.Create(CultureInfo.InvariantCulture, $"load {callersEach}"))).ToList();
        await WeChat.Journal.WaitForArrivalsAsync(arrivals + 1, TestContext.Current.CancellationToken);
        var counts = await AskAllAsync("counts");
        var took = Stopwatch.GetElapsedTime(began);
        var holders = Enumerable.Range(0, _workers.Count).Where(i => counts[i].Number("refreshes") > earlier[i].Number("refreshes")).ToList();
        if (holders is not [var holder])
        {
            WeChat.Faults.Clear();
            await Task.WhenAll(loads);

            // Two may fetch if one of them goes on without the share, or if the lease has ended meanwhile. Otherwise two had it.
            var failOpens = Crowd.Count(await AskAllAsync("counts")) - Crowd.Count(earlier);
            Assert.True(holders.Count <= 1 + failOpens || took >= Lease, $"{holders.Count} processes fetch at once, and {failOpens} went on without the share.");
            throw new LateException($"{holders.Count} processes fetch: some did not get the share in time.");
        }

        var killed = Stopwatch.GetTimestamp();
        await _workers[holder].KillAsync();

        await Assert.ThrowsAsync<WorkerException>(() => loads[holder]);
        var others = new Crowd(await Task.WhenAll(loads.Where((_, i) => i != holder)), Fetches - before, Crowd.Count(earlier.Where((_, i) => i != holder)));
        var recovery = Stopwatch.GetElapsedTime(killed);
        WeChat.Faults.Clear();
        await ReplaceAsync(_workers[holder]);
        return (others, recovery);
    }

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var worker in _workers)
        {
            await worker.DisposeAsync();
        }

        await WeChat.DisposeAsync();
    }

    /// <summary>Adds processes that have reached the share, each with a clock that is so far ahead: what comes then is not a matter of how busy the machine is.</summary>
    protected async Task AddAsync(IEnumerable<double> secondsAhead)
    {
        await StartAsync(secondsAhead);
        await WarmUpAsync(_workers);
        await ReachShareAsync();
    }

    /// <summary>Adds processes that have asked WeChat before, but never the share: what they compile for their first call to WeChat has no time-out to keep to.</summary>
    protected async Task AddColdAsync(int processes)
    {
        await StartAsync(new double[processes]);
        await WarmUpAsync(_workers);
    }

    private async Task StartAsync(IEnumerable<double> secondsAhead) =>
        _workers.AddRange(await Task.WhenAll(secondsAhead.Select(ahead => Worker.StartAsync(WeChat, share, ahead))));

    private async Task ReplaceAsync(Worker dead)
    {
        await dead.DisposeAsync();
        var worker = _workers[_workers.IndexOf(dead)] = await Worker.StartAsync(WeChat, share);
        await WarmUpAsync([worker]);
    }

    /// <summary>Lets processes ask WeChat once: compiling that may take longer than the call has, and then they ask again.</summary>
    private async Task WarmUpAsync(IEnumerable<Worker> workers)
    {
        var before = Fetches;
        await Task.WhenAll(workers.Select(async worker =>
        {
            for (var attempt = 1; !await AnswersAsync(worker, "warm"); attempt++)
            {
                Assert.True(attempt < 20, "A worker cannot ask WeChat.");
            }
        }));
        _warmUps += Fetches - before;
    }

    private static async Task<bool> AnswersAsync(Worker worker, string command)
    {
        try
        {
            await worker.AskAsync(command);
            return true;
        }
        catch (WorkerException)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
            return false;
        }
    }
}
