using WeChatMini.Sdk.Storage.Redis.Tests.Support;

namespace WeChatMini.Sdk.Storage.Redis.Tests.Gates;

/// <summary>Gate G30: clocks that are a minute ahead or behind.</summary>
public sealed class SkewedClocksTests
{
    private const int Nodes = 4;

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(15);

    [Fact]
    public Task No_node_uses_a_token_after_its_end_and_each_makes_at_most_one_fetch_too_many() => RealTime.HoldsAsync(async () =>
    {
        await using var fleet = await Fleet.StartAsync(-60, -60, 60, 60);
        await UseAsync(fleet.Workers);
        var fetches = new List<int> { fleet.Fetches };
        for (var expiry = 0; expiry < Long.Or(2, 20); expiry++)
        {
            var before = fleet.Fetches;
            await fleet.PassAsync(TimeSpan.FromSeconds(7200 - 480));
            for (var passed = TimeSpan.Zero; passed < TimeSpan.FromSeconds(480); passed += Step)
            {
                await fleet.PassAsync(Step);
                await UseAsync(fleet.Workers);
            }

            fetches.Add(fleet.Fetches - before);
        }

        Figures.Report($"G30 skew of a minute either way: fetches per expiry {string.Join(", ", fetches)} with {Nodes} nodes, no token used after its end");
        await fleet.AllHadTheShareAsync();
        Assert.All(fetches, count => Assert.InRange(count, 1, 1 + Nodes));
    });

    [Fact]
    public Task A_node_that_is_behind_and_comes_back_at_the_end_does_not_use_what_one_ahead_fetched() => RealTime.HoldsAsync(async () =>
    {
        await using var fleet = await Fleet.StartAsync(60, -60);
        for (var secondsAfterTheEnd = 0; secondsAfterTheEnd <= 90; secondsAfterTheEnd += 10)
        {
            await fleet.ExpireAsync();
            await fleet.ExpireAsync();
            await UseAsync([fleet.Workers[0]]);
            var before = fleet.Fetches;
            await UseAsync([fleet.Workers[1]]);
            await fleet.AllHadTheShareAsync();
            Assert.Equal(before, fleet.Fetches);

            await fleet.PassAsync(TimeSpan.FromSeconds(7200 + secondsAfterTheEnd));
            await UseAsync([fleet.Workers[1]]);
        }
    });

    private static async Task UseAsync(IEnumerable<Worker> workers)
    {
        foreach (var answer in await Task.WhenAll(workers.Select(worker => worker.AskAsync("use"))))
        {
            Assert.Equal("{\"errcode\":0}", answer["said"]);
        }
    }
}
