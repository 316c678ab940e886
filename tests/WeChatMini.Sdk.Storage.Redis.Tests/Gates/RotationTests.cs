using WeChatMini.Sdk.Storage.Redis.Tests.Support;

namespace WeChatMini.Sdk.Storage.Redis.Tests.Gates;

/// <summary>The AppSecret is replaced while two processes are under load and learn of it one after the other.</summary>
public sealed class RotationTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task No_call_fails_and_each_process_makes_at_most_one_fetch_too_many(bool whileTheTokenIsDue) => RealTime.HoldsAsync(async () =>
    {
        await using var fleet = await Fleet.StartAsync(0, 0);
        var app = fleet.WeChat.Apps.Find(fleet.WeChat.AppId)!;
        await fleet.AskAllAsync("begin 20");
        await fleet.AskAllAsync("more 100");
        await fleet.AllHadTheShareAsync();
        Assert.Equal(1, fleet.Fetches);
        var extra = new List<int>();
        for (var rotation = 0; rotation < Long.Or(3, 30); rotation++)
        {
            var before = fleet.Fetches;
            var secret = $"rotated-{rotation}";
            app.RotateSecret(secret);
            if (whileTheTokenIsDue)
            {
                // In its last two minutes everybody tries to renew it, with a secret that WeChat no longer takes.
                await fleet.PassAsync(TimeSpan.FromSeconds(7200 - 100));
            }

            await fleet.AskAllAsync("more 200");
            foreach (var worker in fleet.Workers)
            {
                await worker.AskAsync($"secret {secret}");
                await fleet.AskAllAsync("more 200");
            }

            extra.Add(fleet.Fetches - before - (whileTheTokenIsDue ? 1 : 0));
        }

        var crowd = new Crowd(await fleet.AskAllAsync("end"), fleet.Fetches, failOpensBefore: 0);
        Figures.Report($"AppSecret rotated {(whileTheTokenIsDue ? "while the token is due" : "in mid-life")}: {crowd.Calls} calls in 2 processes, errors '{crowd.Errors}', extra fetches per rotation {string.Join(", ", extra)}");
        crowd.HasNoErrors();
        RealTime.IsInTime(crowd.FailOpens == 0, "A process did not get the share in time.");
        Assert.All(extra, count => Assert.InRange(count, 0, 2));
    });

    [Fact]
    public Task After_it_tokens_that_WeChat_ended_cost_one_fetch_for_both() => RealTime.HoldsAsync(async () =>
    {
        await using var fleet = await Fleet.StartAsync(0, 0);
        var old = (await fleet.AskAllAsync("get")).Select(answer => answer["token"]).Distinct().Single();
        fleet.WeChat.Apps.Find(fleet.WeChat.AppId)!.RotateSecret("rotated");
        fleet.WeChat.Tokens.InvalidateAll();
        var before = fleet.Fetches;

        await fleet.AskAllAsync("secret rotated");
        await fleet.AskAllAsync($"invalidate {old}");
        var answers = await fleet.AskAllAsync("use");

        Assert.All(answers, answer => Assert.Equal("{\"errcode\":0}", answer["said"]));
        await fleet.AllHadTheShareAsync();
        Assert.Equal(1, fleet.Fetches - before);
    });
}
