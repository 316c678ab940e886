using WeChatMini.Sdk.Testing.Stores;

namespace WeChatMini.Sdk.Testing.Tests.Stores;

/// <summary>What somebody with a store of their own reads.</summary>
public sealed class ReportTests(ITestOutputHelper output)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_correct_store_holds_every_rule()
    {
        var report = await SessionStoreContract.CheckAsync(new PlantedStore(), cancellationToken: Ct);

        output.WriteLine(report.ToString());
        Assert.All(report.Results, result => Assert.Equal(SessionStoreOutcome.Held, result.Outcome));
        Assert.Equal(SessionStoreContract.Rules, report.Results.Select(result => result.Rule));
        report.EnsureHeld();
    }

    [Fact]
    public async Task A_broken_rule_is_told_with_what_was_expected_and_the_calls_that_were_made()
    {
        var store = new PlantedStore { Find = (right, address, _, ct) => right.FindAsync(address, DateTimeOffset.MinValue, ct).AsTask() };
        var result = await SessionStoreContract.CheckAsync(store, Rule("A session is alive until the very instant of its idle end"), cancellationToken: Ct);

        Assert.Contains("Expected that phone finds no session at T0+3:0:00:00.", result.Explanation, StringComparison.Ordinal);
        Assert.Contains("log in alice's phone at T0, at most 10 sessions, key key of phone of T0 → done", result.Explanation, StringComparison.Ordinal);
        Assert.Contains("find alice's phone at T0+3:0:00:00 → phone, seen T0", result.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public Task A_history_without_an_order_is_told_with_its_seed_and_with_no_more_calls_than_it_needs() => RealTime.HoldsAsync(async () =>
    {
        var store = new PlantedStore { Touch = async (right, address, touch, ct) => (await right.FindAsync(address, touch.Now, ct)).Session is not null };
        var result = await SessionStoreContract.CheckAsync(store, Rule("Every history of calls at once could have happened one call at a time"), new SessionStoreContractOptions { Seed = 7 }, Ct);

        output.WriteLine(result.ToString());
        Assert.Contains("of seed 7", result.Explanation, StringComparison.Ordinal);
        Assert.Matches("touch t[0-5] at [0-9]+ s → true", result.Explanation);
        Assert.Contains("afterwards:", result.Explanation, StringComparison.Ordinal);

        // A login and the touch that is lost; shrinking stops after some seconds, so that a busy machine leaves more.
        var calls = result.Explanation.Split('\n').Count(line => line.Contains("µs]", StringComparison.Ordinal));
        Assert.True(calls >= 2, $"{calls} calls cannot break the rule.");
        RealTime.IsInTime(calls <= 4, $"{calls} calls are left.");
    });

    [Fact]
    public async Task A_store_that_throws_has_broken_the_rule_and_the_report_has_the_exception()
    {
        var store = new PlantedStore { List = (_, _, _, _) => throw new TimeoutException("the engine does not answer") };
        var result = await SessionStoreContract.CheckAsync(store, Rule("A list leaves out what has ended"), cancellationToken: Ct);

        Assert.Equal(SessionStoreOutcome.Broken, result.Outcome);
        Assert.StartsWith("TimeoutException: the engine does not answer", result.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_store_does_not_promise_is_not_tried_and_breaks_nothing()
    {
        var store = new PlantedStore { List = (_, _, _, _) => throw new NotSupportedException(), Rotate = (_, _, _, _, _, _) => Task.FromResult(false) };
        var options = new SessionStoreContractOptions { Promises = SessionStorePromises.Touch | SessionStorePromises.Cap | SessionStorePromises.KeySlot };
        var report = await SessionStoreContract.CheckAsync(store, options, Ct);

        report.EnsureHeld();
        Assert.All(report.Results, result => Assert.Equal(
            (result.Rule.Needs & ~options.Promises) == 0 ? SessionStoreOutcome.Held : SessionStoreOutcome.NotPromised,
            result.Outcome));
        Assert.Contains("not promised  A list leaves out what has ended\n              needs List", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_breaks_a_rule_is_not_held_and_the_exception_is_the_report()
    {
        var report = await SessionStoreContract.CheckAsync(
            new PlantedStore { Purge = (store, now, most, ct) => store.PurgeAsync(now.AddMilliseconds(1), most, ct).AsTask() },
            new SessionStoreContractOptions { Histories = 10, Rounds = 2 },
            Ct);

        Assert.False(report.IsHeld);
        var failure = Assert.Throws<SessionStoreContractException>(report.EnsureHeld);
        Assert.Equal(report.ToString(), failure.Message);
        Assert.Same(report, failure.Report);
        Assert.StartsWith($"PlantedStore: {SessionStoreContract.Rules.Count} rules: ", failure.Message, StringComparison.Ordinal);
        Assert.Contains("\nBROKEN        A purge removes no session an instant too early\n", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_rule_has_a_name_of_its_own() =>
        Assert.Equal(SessionStoreContract.Rules.Count, SessionStoreContract.Rules.Select(rule => rule.Name).Distinct(StringComparer.Ordinal).Count());

    [Fact]
    public async Task A_cancelled_check_ends()
    {
        using var source = new CancellationTokenSource();
        var store = new PlantedStore
        {
            Create = async (right, creation, ct) =>
            {
                await source.CancelAsync();
                await right.CreateAsync(creation, ct);
            },
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SessionStoreContract.CheckAsync(store, cancellationToken: source.Token));
    }

    private static SessionStoreRule Rule(string name) => SessionStoreContract.Rules.Single(rule => rule.Name == name);
}
