using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.AccessTokens;

/// <summary>Gate G14 on SQLite: eight processes, one file, one fetch, and what becomes of that when a process is killed or the file cannot be used.</summary>
[Collection(Alone.Name)]
public sealed class OneFetchPerExpiryTests(FleetFixture fixture, ITestOutputHelper output) : IClassFixture<FleetFixture>
{
    private const int Processes = 8;

    private static readonly int CallersEach = Long.Or(200, 1250);

    /// <summary>Eight processes that compile themselves on two busy processors may be too slow for the file's lock: then it is counted, and nothing fails.</summary>
    [Fact]
    public async Task When_all_start_at_once_each_fetch_too_many_is_a_counted_fail_open()
    {
        await fixture.GetAsync();
        var cold = fixture.ColdStart!;

        Long.Report(output, $"G14 SQLite, cold start of {Processes}: {cold.Calls} calls, {cold.Fetches} fetch, {cold.FailOpens} fail-opens, slowest call {cold.SlowestMilliseconds} ms");
        Assert.Equal("", cold.Errors);
        Assert.Equal(1, cold.Tokens);
        Assert.InRange(cold.Fetches, 1, 1 + cold.FailOpens);
    }

    [Fact]
    public Task Each_expiry_costs_exactly_one_fetch() => RealTime.HoldsAsync(async () =>
    {
        var fleet = await fixture.GetAsync();
        var (calls, slowest) = (0, 0);
        var fetches = new List<int>();
        for (var expiry = 0; expiry < Long.Or(5, 50); expiry++)
        {
            await fleet.ExpireAsync();
            var crowd = await fleet.LoadAsync(CallersEach);

            crowd.HasFetched(1);
            fetches.Add(crowd.Fetches);
            (calls, slowest) = (calls + crowd.Calls, Math.Max(slowest, crowd.SlowestMilliseconds));
        }

        Long.Report(output, $"G14 SQLite, healthy: {calls} calls, {CallersEach * Processes} callers in {Processes} processes over {fetches.Count} expiries, {fetches.Sum()} fetches, at most {fetches.Max()} per expiry, slowest call {slowest} ms");
    });

    [Fact]
    public Task When_the_holder_of_the_lease_is_killed_another_one_fetches() => RealTime.HoldsAsync(async () =>
    {
        for (var round = 0; round < Long.Or(1, 10); round++)
        {
            var fleet = await fixture.GetAsync();
            await fleet.ExpireAsync();
            var (crowd, recovery) = await fleet.KillHolderUnderLoadAsync(CallersEach);

            Long.Report(output, $"G14 SQLite, lease holder killed: {crowd.Fetches} fetches, {crowd.Calls} calls of the others, errors '{crowd.Errors}', recovery {recovery.TotalSeconds:0.0} s");
            crowd.HasFetched(2);
            RealTime.IsInTime(recovery < TimeSpan.FromSeconds(5), "The lease is 3 s and 2 s more.");
        }
    });

    [Theory]
    [InlineData("BEGIN IMMEDIATE")]
    [InlineData("DROP TABLE wechat_tokens; CREATE TABLE wechat_tokens (theirs)")]
    public Task A_file_that_cannot_be_used_fails_no_call_and_costs_at_most_one_fetch_per_process(string trouble) => RealTime.HoldsAsync(async () =>
    {
        var fleet = await fixture.GetAsync();
        using (var other = fleet.File.Connect())
        {
            other.Execute(trouble);
            await AssertFailsOpenAsync(fleet, trouble);
        }

        fleet.File.Execute("DROP TABLE IF EXISTS wechat_tokens");
        await AssertSharesAgainAsync(fleet);
    });

    /// <summary>On Linux whoever has it open goes on with it.</summary>
    [Fact]
    public Task A_file_that_is_moved_away_under_everybody_fails_no_call() => RealTime.HoldsAsync(async () =>
    {
        var fleet = await fixture.GetAsync();
        var folder = fleet.File.Folder.FullName;
        Directory.Move(folder, folder + ".away");
        try
        {
            await AssertFailsOpenAsync(fleet, "file moved away");
        }
        finally
        {
            Directory.Move(folder + ".away", folder);
        }

        await AssertSharesAgainAsync(fleet);
    });

    [Theory]
    [InlineData("no folder")]
    [InlineData("no database")]
    [InlineData("locked against readers")]
    public Task A_file_that_cannot_be_used_from_the_start_fails_no_call_and_is_used_once_it_can_be(string trouble) => RealTime.HoldsAsync(async () =>
    {
        await using var fleet = await Fleet.StartColdAsync(2);
        var file = fleet.File;
        using (var other = trouble == "locked against readers" ? file.Connect() : null)
        {
            other?.Execute("PRAGMA locking_mode = EXCLUSIVE; CREATE TABLE theirs (a)");
            if (trouble == "no folder")
            {
                file.Folder.Delete(recursive: true);
            }
            else if (trouble == "no database")
            {
                await File.WriteAllTextAsync(file.Path, string.Concat(Enumerable.Repeat("not a database. ", 100)), TestContext.Current.CancellationToken);
            }

            var crowd = await fleet.LoadAsync(CallersEach);

            Long.Report(output, $"G14 SQLite, {trouble}: {crowd.Fetches} fetches, {crowd.FailOpens} fail-opens, {crowd.Calls} calls, errors '{crowd.Errors}', slowest call {crowd.SlowestMilliseconds} ms");
            crowd.HasNoErrors();
            Assert.Equal((2, 2), (crowd.Fetches, crowd.FailOpens));
        }

        if (trouble == "no database")
        {
            // In place: the driver's pool would go on with a file that was deleted.
            await File.WriteAllTextAsync(file.Path, "", TestContext.Current.CancellationToken);
        }

        file.Folder.Create();
        await AssertSharesAgainAsync(fleet);
    });

    private async Task AssertFailsOpenAsync(Fleet fleet, string trouble)
    {
        for (var expiry = 0; expiry < Long.Or(2, 10); expiry++)
        {
            await fleet.ExpireAsync();
            var crowd = await fleet.LoadAsync(CallersEach);
            var again = await fleet.LoadAsync(CallersEach);

            Long.Report(output, $"G14 SQLite, {trouble}: {crowd.Fetches} fetches, {crowd.FailOpens} fail-opens, {crowd.Calls} calls, errors '{crowd.Errors}', slowest call {crowd.SlowestMilliseconds} ms; then {again.Fetches} fetches");
            Assert.Equal(("", ""), (crowd.Errors, again.Errors));
            Assert.InRange(crowd.Fetches, 1, Processes);
            Assert.Equal(0, again.Fetches);
        }
    }

    private static async Task AssertSharesAgainAsync(Fleet fleet)
    {
        await fleet.ReachShareAsync();
        await fleet.ExpireAsync();
        var crowd = await fleet.LoadAsync(CallersEach);

        crowd.HasFetched(1);
    }
}
