using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.Push.Deduplication;
using WeChatMini.Sdk.Testing;

namespace WeChatMini.Sdk.Storage.Redis.Tests.Push;

/// <summary>WeChat's three attempts, wherever they arrive (gate G23).</summary>
public sealed class TwoProcessesTests : IAsyncLifetime
{
    private static readonly FakePushMessage Hello = FakePushMessage.Text("o-alice", "hello");

    private readonly FakeWeChat _weChat = FakeWeChat.Start();
    private RedisServer _redis = null!;

    public async ValueTask InitializeAsync() => _redis = await RedisServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await (_redis?.DisposeAsync() ?? default);
        await _weChat.DisposeAsync();
    }

    [Fact]
    public async Task Three_deliveries_to_two_processes_are_handled_once()
    {
        await using var one = await PushProcess.StartAsync(_redis, _weChat, "work");
        await using var other = await PushProcess.StartAsync(_redis, _weChat, "work");
        Assert.Equal((200, 1), await one.SendAsync(_weChat.Push.Create(Hello)));
        Assert.Equal((200, 0), await other.SendAsync(_weChat.Push.Create(Hello)));
        Assert.Equal((200, 1), await one.SendAsync(_weChat.Push.Create(Hello)));
    }

    [Fact]
    public async Task Of_copies_in_the_same_moment_one_is_handled()
    {
        await using var one = await PushProcess.StartAsync(_redis, _weChat, "work");
        await using var other = await PushProcess.StartAsync(_redis, _weChat, "work");
        var handled = 0;
        for (var round = 1; round <= 50; round++)
        {
            var message = FakePushMessage.Text("o-alice", "hello");
            var answers = await Task.WhenAll(one.SendAsync(_weChat.Push.Create(message)), other.SendAsync(_weChat.Push.Create(message)));
            handled = answers.Sum(answer => answer.Handled);
            Assert.Equal(round, handled);
            Assert.Contains(answers, answer => answer.Status == 200);
        }
    }

    [Fact]
    public async Task What_failed_in_one_process_is_handled_once_in_another()
    {
        await using var failing = await PushProcess.StartAsync(_redis, _weChat, "fail");
        await using var working = await PushProcess.StartAsync(_redis, _weChat, "work");
        Assert.Equal((500, 1), await failing.SendAsync(_weChat.Push.Create(Hello)));
        Assert.Equal((200, 1), await working.SendAsync(_weChat.Push.Create(Hello)));
        Assert.Equal((200, 1), await failing.SendAsync(_weChat.Push.Create(Hello)));
    }

    [Fact]
    public async Task What_a_crashed_process_had_begun_is_handled_at_the_next_attempt()
    {
        await using var working = await PushProcess.StartAsync(_redis, _weChat, "work");
        await using (var crashing = await PushProcess.StartAsync(_redis, _weChat, "hang"))
        {
            await crashing.BeginAsync(_weChat.Push.Create(Hello));

            // Until its claim is there, this one would get the push; then it is refused until the claim has run out.
            await using var redis = await StackExchange.Redis.ConnectionMultiplexer.ConnectAsync(_redis.Configuration);
            while (redis.GetServer(redis.GetEndPoints()[0]).DatabaseSize() == 0)
            {
                await Task.Yield();
            }

            Assert.Equal((500, 0), await working.SendAsync(_weChat.Push.Create(Hello)));
        }

        // WeChat's 5 seconds, on Redis's own clock: the claim lives 4.8.
        var since = System.Diagnostics.Stopwatch.StartNew();
        var sent = TimeSpan.Zero;
        (int Status, int Handled) answer;
        while ((answer = await working.SendAsync(_weChat.Push.Create(Hello))).Status == 500)
        {
            Assert.True(sent < TimeSpan.FromSeconds(5.5), "The claim outlives WeChat's next attempt.");
            sent = since.Elapsed;
        }

        Assert.Equal((200, 1), answer);
    }

    [Fact]
    public Task The_contract_holds_on_a_real_Redis() => RealTime.HoldsAsync(async () =>
    {
        var services = new ServiceCollection();
        services.AddWeChatMini(options => (options.AppId, options.AppSecret) = ("wx1234567890abcdef", "secret")).UsePushDeduplication(_redis.Configuration);
        await using var provider = services.BuildServiceProvider();
        var ledger = provider.GetRequiredKeyedService<IPushDeduplication>("");
        var none = TestContext.Current.CancellationToken;
        var minute = TimeSpan.FromMinutes(1);

        Assert.True((await ledger.TryBeginAsync("a", "one", minute, none)).IsMine);
        Assert.Same(PushClaim.InProgress, await ledger.TryBeginAsync("a", "two", minute, none));
        await ledger.ReleaseAsync("a", "two", none);
        Assert.Same(PushClaim.InProgress, await ledger.TryBeginAsync("a", "two", minute, none));
        await ledger.ReleaseAsync("a", "one", none);
        Assert.True((await ledger.TryBeginAsync("a", "two", minute, none)).IsMine);
        await ledger.CompleteAsync("a", "two", new byte[] { 0, 255, 7 }, minute, none);
        Assert.Equal(new byte[] { 0, 255, 7 }, (await ledger.TryBeginAsync("a", "one", minute, none)).Result!.Value.ToArray());
        await ledger.ReleaseAsync("a", "two", none);
        Assert.NotNull((await ledger.TryBeginAsync("a", "one", minute, none)).Result);

        Assert.True((await ledger.TryBeginAsync("b", "one", minute, none)).IsMine);
        await ledger.CompleteAsync("b", "one", default, minute, none);
        Assert.Equal(0, (await ledger.TryBeginAsync("b", "one", minute, none)).Result!.Value.Length);
    });

    [Fact]
    public async Task While_Redis_is_away_nothing_is_handled_and_all_is_sent_again()
    {
        await using var process = await PushProcess.StartAsync(_redis, _weChat, "work");
        Assert.Equal((200, 1), await process.SendAsync(_weChat.Push.Create(FakePushMessage.Text("o-alice", "before"))));
        await _redis.KillAsync();
        Assert.Equal((500, 1), await process.SendAsync(_weChat.Push.Create(Hello)));
    }
}
