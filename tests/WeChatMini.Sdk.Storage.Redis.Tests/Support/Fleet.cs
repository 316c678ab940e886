using System.Diagnostics;
using System.Globalization;
using WeChatMini.Sdk.Testing;

namespace WeChatMini.Sdk.Storage.Redis.Tests.Support;

/// <summary>Instances of one application as processes that share tokens in one Redis, and the WeChat that they ask, in this process.</summary>
internal sealed class Fleet : IAsyncDisposable
{
    public const string TokenPath = "/cgi-bin/stable_token";

    private readonly List<Worker> _workers = [];

    private Fleet(RedisServer redis)
    {
        Redis = redis;
        WeChat.Apis.Add("/wxa/probe", static _ => FakeApiAnswer.Json("""{"errcode":0}"""));
    }

    public RedisServer Redis { get; }

    public FakeWeChat WeChat { get; } = FakeWeChat.Start(new FakeWeChatOptions { ClockRuns = true });

    public IReadOnlyList<Worker> Workers => _workers;

    /// <summary>How often a token was asked for so far.</summary>
    public int Fetches => WeChat.Journal.CallsTo(TokenPath);

    public static async Task<Fleet> StartAsync(params double[] secondsAhead)
    {
        var fleet = new Fleet(await RedisServer.StartAsync());
        fleet._workers.AddRange(await Task.WhenAll(secondsAhead.Select(ahead => Worker.StartAsync(fleet.WeChat, fleet.Redis.Configuration, ahead))));
        return fleet;
    }

    public Task<Answer[]> AskAllAsync(string command) => Task.WhenAll(_workers.Select(worker => worker.AskAsync(command)));

    /// <summary>All instances call at once.</summary>
    public async Task<Crowd> LoadAsync(int callersEach)
    {
        var before = Fetches;
        var answers = await AskAllAsync(string.Create(CultureInfo.InvariantCulture, $"load {callersEach}"));
        return new Crowd(answers, Fetches - before);
    }

    /// <summary>Lets time pass for WeChat and for everybody.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        WeChat.Clock.Advance(time);
        await AskAllAsync(string.Create(CultureInfo.InvariantCulture, $"clock {time.TotalSeconds}"));
    }

    /// <summary>Lets the present token end.</summary>
    public Task ExpireAsync() => PassAsync(TimeSpan.FromSeconds(7200));

    /// <summary>Waits until everybody has Redis again.</summary>
    /// <returns>How long that took.</returns>
    public async Task<TimeSpan> ReachRedisAsync()
    {
        var start = Stopwatch.GetTimestamp();
        foreach (var worker in _workers)
        {
            // Nobody announces it: the workers' own connections decide when they come back.
            while (!await ReachesAsync(worker))
            {
                Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(30), "A worker does not find Redis again.");
            }
        }

        return Stopwatch.GetElapsedTime(start);
    }

    public async Task ReplaceAsync(Worker dead)
    {
        await dead.DisposeAsync();
        var worker = _workers[_workers.IndexOf(dead)] = await Worker.StartAsync(WeChat, Redis.Configuration);
        await worker.AskAsync("warm");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in _workers)
        {
            await worker.DisposeAsync();
        }

        await Redis.DisposeAsync();
        await WeChat.DisposeAsync();
    }

    private static async Task<bool> ReachesAsync(Worker worker)
    {
        try
        {
            await worker.AskAsync("share");
            return true;
        }
        catch (WorkerException)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
            return false;
        }
    }
}
