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
        await using var functions = new Frozen<FrozenLogins>();
        await using var sharers = new Frozen<FrozenTokens>();

        // One after another: how many start at once is no matter of this test.
        for (var number = 0; number < Functions; number++)
        {
            var user = weChat.Users.Add($"o-user-{number}");
            user.LoginsPerMinute = int.MaxValue;
            functions.Add(await FrozenLogins.StartAsync(weChat, user, redis.Port));
        }

        for (var number = 0; number < Sharers; number++)
        {
            sharers.Add(await FrozenTokens.StartAsync(redis.Configuration));
        }

        await Task.WhenAll(
            functions.FreezeAsync(Rounds, (function, number) => function.FreezeAsync(Time, losesConnections: number % 2 == 0, log)),
            sharers.FreezeAsync(Rounds, (sharer, _) => sharer.FreezeAsync(Time, log)));

        TestContext.Current.TestOutputHelper!.WriteLine($"{(Functions + Sharers) * Rounds} freezes of {Time.TotalSeconds} s: {log}");
    }
}
