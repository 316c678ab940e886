using WeChatMini.Sdk.Storage.Redis.Tests.Support;
using WeChatMini.Sdk.Testing;

namespace WeChatMini.Sdk.Storage.Redis.Tests.Gates;

/// <summary>Gate G14: eight processes, one Redis, one fetch, and what becomes of that when a process or Redis is stopped.</summary>
public sealed class OneFetchPerExpiryTests(FleetFixture fixture) : IClassFixture<FleetFixture>
{
    private const int Processes = 8;

    private static readonly int CallersEach = Long.Or(200, 1250);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Eight processes that compile themselves on two busy processors may be too slow for the time-outs: then it is counted, and nothing fails.</summary>
    [Fact]
    public async Task When_all_start_at_once_each_fetch_too_many_is_a_counted_fail_open()
    {
        await fixture.GetAsync();
        var cold = fixture.ColdStart!;

        Figures.Report($"G14 cold start of {Processes}: {cold.Calls} calls, {cold.Fetches} fetch, {cold.FailOpens} fail-opens, slowest call {cold.SlowestMilliseconds} ms");
        Assert.Equal("", cold.Errors);
        Assert.Equal(1, cold.Tokens);
        Assert.InRange(cold.Fetches, 1, 1 + cold.FailOpens);
    }

    [Fact]
    public Task Each_expiry_costs_exactly_one_fetch() => RealTime.HoldsAsync(async () =>
    {
        var fleet = await fixture.GetAsync();
        var expiries = Long.Or(5, 50);
        var (calls, slowest) = (0, 0);
        var fetches = new List<int>();
        for (var expiry = 0; expiry < expiries; expiry++)
        {
            await fleet.ExpireAsync();
            var crowd = await fleet.LoadAsync(CallersEach);

            crowd.HasFetched(1);
            fetches.Add(crowd.Fetches);
            (calls, slowest) = (calls + crowd.Calls, Math.Max(slowest, crowd.SlowestMilliseconds));
        }

        Figures.Report($"G14 healthy: {calls} calls, {CallersEach * Processes} callers in {Processes} processes over {expiries} expiries, {fetches.Sum()} fetches, at most {fetches.Max()} per expiry, slowest call {slowest} ms");
    });

    [Fact]
    public Task When_the_holder_of_the_lease_is_killed_another_one_fetches() => RealTime.HoldsAsync(async () =>
    {
        for (var round = 0; round < Long.Or(1, 10); round++)
        {
            var fleet = await fixture.GetAsync();
            await fleet.ExpireAsync();
            var (crowd, recovery) = await fleet.KillHolderUnderLoadAsync(CallersEach);

            Figures.Report($"G14 lease holder killed: {crowd.Fetches} fetches, {crowd.Calls} calls of the others, errors '{crowd.Errors}', recovery {recovery.TotalSeconds:0.0} s");
            crowd.HasFetched(2);
            RealTime.IsInTime(recovery < TimeSpan.FromSeconds(5), "The lease is 3 s and 2 s more.");
        }
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task A_Redis_that_is_away_fails_no_call_and_costs_at_most_one_fetch_per_process(bool isFrozen) => RealTime.HoldsAsync(async () =>
    {
        var fleet = await fixture.GetAsync();
        await (isFrozen ? FreezeAsync(fleet) : fleet.Redis.KillAsync());
        for (var expiry = 0; expiry < Long.Or(2, 10); expiry++)
        {
            await fleet.ExpireAsync();
            var crowd = await fleet.LoadAsync(CallersEach);
            var again = await fleet.LoadAsync(CallersEach);

            Figures.Report($"G14 Redis {(isFrozen ? "frozen" : "killed")}: {crowd.Fetches} fetches, {crowd.Calls} calls, errors '{crowd.Errors}', slowest call {crowd.SlowestMilliseconds} ms; then {again.Fetches} fetches");
            Assert.Equal(("", ""), (crowd.Errors, again.Errors));
            Assert.InRange(crowd.Fetches, 1, Processes);
            Assert.Equal(0, again.Fetches);
        }

        await (isFrozen ? ThawAsync(fleet) : fleet.Redis.RestartAsync());
        await BackToNormalAsync(fleet, isFrozen ? "thawed" : "restarted");
    });

    [Fact]
    public Task A_Redis_that_freezes_during_a_fetch_fails_no_call() => RealTime.HoldsAsync(async () =>
    {
        var fleet = await fixture.GetAsync();
        await fleet.ExpireAsync();
        var (before, arrivals, failOpens) = (fleet.Fetches, fleet.WeChat.Journal.Arrivals.Count, Crowd.Count(await fleet.AskAllAsync("counts")));
        fleet.WeChat.Faults.Next(FakeFault.Hang, path: Fleet.TokenPath);
        var loads = fleet.AskAllAsync($"load {CallersEach}");
        await fleet.WeChat.Journal.WaitForArrivalsAsync(arrivals + 1, Cancellation);
        await FreezeAsync(fleet);
        fleet.WeChat.Faults.Clear();

        var crowd = new Crowd(await loads, fleet.Fetches - before, failOpens);
        await ThawAsync(fleet);

        Figures.Report($"G14 Redis frozen during a fetch: {crowd.Fetches} fetches, errors '{crowd.Errors}', slowest call {crowd.SlowestMilliseconds} ms");
        Assert.Equal("", crowd.Errors);
        Assert.InRange(crowd.Fetches, 1, Processes);
        await BackToNormalAsync(fleet, "thawed");
    });

    private static async Task BackToNormalAsync(Fleet fleet, string what)
    {
        var recovery = await fleet.ReachShareAsync();
        await fleet.ExpireAsync();
        var crowd = await fleet.LoadAsync(CallersEach);

        Figures.Report($"G14 Redis {what}: everybody has it again after {recovery.TotalSeconds:0.0} s, then {crowd.Fetches} fetch");
        crowd.HasFetched(1);
    }

    private static Task FreezeAsync(Fleet fleet)
    {
        fleet.Redis.Freeze();
        return Task.CompletedTask;
    }

    private static Task ThawAsync(Fleet fleet)
    {
        fleet.Redis.Thaw();
        return Task.CompletedTask;
    }
}
