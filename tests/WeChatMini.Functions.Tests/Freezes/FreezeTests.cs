using WeChatMini.Functions.Tests.Support;
using WeChatMini.Sdk.Testing;

namespace WeChatMini.Functions.Tests.Freezes;

/// <summary>Gate G29: a process that is stopped at any moment and goes on much later uses nothing that has ended, hangs nowhere, and serves the next request. eng/long/freeze-thaw runs the full figure.</summary>
public sealed class FreezeTests
{
    /// <summary>Longer than the 30 s from which a pause makes connections suspect: what lies between forgets them after minutes, not sooner.</summary>
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(Long.Or(31, 60));
    private static readonly int Functions = Long.Or(3, 12);
    private static readonly int Sharers = Long.Or(2, 8);
    private static readonly int Rounds = Long.Or(1, 5);

    [Fact]
    public async Task A_frozen_function_signs_the_next_user_in_and_a_frozen_sharer_uses_no_ended_token()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var weChat = FakeWeChat.Start(new FakeWeChatOptions { ClockRuns = true });
        var log = new FreezeLog();
        var functions = Enumerable.Range(0, Functions).Select(async number =>
        {
            var user = weChat.Users.Add($"o-user-{number}");
            user.LoginsPerMinute = int.MaxValue;
            await using var logins = await FrozenLogins.StartAsync(weChat, user, redis.Port);
            for (var round = 0; round < Rounds; round++)
            {
                await logins.FreezeAsync(Time, losesConnections: (number + round) % 2 == 0, log);
            }
        });
        var sharers = Enumerable.Range(0, Sharers).Select(async _ =>
        {
            await using var tokens = await FrozenTokens.StartAsync(redis.Configuration);
            for (var round = 0; round < Rounds; round++)
            {
                await tokens.FreezeAsync(Time, log);
            }
        });
        await Task.WhenAll(functions.Concat(sharers));

        TestContext.Current.TestOutputHelper!.WriteLine($"{(Functions + Sharers) * Rounds} freezes of {Time.TotalSeconds} s: {log}");
    }
}
