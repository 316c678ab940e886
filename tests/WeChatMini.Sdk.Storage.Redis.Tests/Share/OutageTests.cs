using System.Diagnostics;
using StackExchange.Redis;
using WeChatMini.Sdk.AccessTokens;
using WeChatMini.Sdk.Storage.Redis.Tests.Support;

namespace WeChatMini.Sdk.Storage.Redis.Tests.Share;

/// <summary>A Redis that is away: an error at once or within a second, never a queue, and no more than a moment when it is back.</summary>
public sealed class OutageTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Less than the 900 ms that a command has, which is what one in a queue would take.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromMilliseconds(800);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task Nothing_is_connected_before_it_is_needed() => RealTime.HoldsAsync(async () =>
    {
        await using var redis = await RedisServer.StartAsync();
        await using var proxy = new DeafProxy(redis.Port);
        await using var shares = Shares.Over(proxy.Configuration);
        Assert.Equal(0, proxy.Accepted);

        await shares.Share.ReadAsync("key", Cancellation);
        Assert.True(proxy.Accepted > 0);
    });

    [Fact]
    public Task Where_nobody_listens_the_first_call_already_throws_quickly() => RealTime.HoldsAsync(async () =>
    {
        await using var redis = await RedisServer.StartAsync();
        await redis.KillAsync();
        await using var shares = Shares.Over(redis.Configuration);

        await AssertThrowsWithinAsync(TimeSpan.FromSeconds(3), shares.Share);
        await AssertThrowsWithinAsync(AtOnce, shares.Share);
    });

    [Fact]
    public Task A_Redis_that_was_away_at_first_is_found_when_it_comes() => RealTime.HoldsAsync(async () =>
    {
        await using var redis = await RedisServer.StartAsync();
        await redis.KillAsync();
        await using var shares = Shares.Over(redis.Configuration);
        await AssertThrowsWithinAsync(TimeSpan.FromSeconds(3), shares.Share);

        await redis.RestartAsync();

        await FoundAsync("after it was away at first", shares.Share);
    });

    [Fact]
    public Task After_a_kill_calls_throw_at_once_and_after_a_restart_they_work() => RealTime.HoldsAsync(async () =>
    {
        await using var redis = await RedisServer.StartAsync();
        await using var shares = Shares.Over(redis.Configuration);
        await shares.Share.ReadAsync("key", Cancellation);

        await redis.KillAsync();
        await AssertThrowsWithinAsync(TimeSpan.FromSeconds(1.2), shares.Share);
        await AssertThrowsWithinAsync(AtOnce, shares.Share);
        await redis.RestartAsync();

        await FoundAsync("after a kill", shares.Share);
    });

    [Fact]
    public Task A_Redis_that_is_frozen_costs_each_call_less_than_a_second_and_a_bit_and_works_when_it_thaws() => RealTime.HoldsAsync(async () =>
    {
        await using var redis = await RedisServer.StartAsync();
        await using var shares = Shares.Over(redis.Configuration);
        await shares.Share.ReadAsync("key", Cancellation);

        redis.Freeze();
        for (var call = 0; call < Long.Or(3, 30); call++)
        {
            await AssertThrowsWithinAsync(TimeSpan.FromSeconds(1.5), shares.Share);
        }

        redis.Thaw();
        await FoundAsync("after a freeze", shares.Share);
    });

    [Fact]
    public Task A_connection_that_died_in_silence_is_replaced() => RealTime.HoldsAsync(async () =>
    {
        await using var redis = await RedisServer.StartAsync();
        await using var proxy = new DeafProxy(redis.Port);
        await using var shares = Shares.Over(proxy.Configuration);
        await shares.Share.ReadAsync("key", Cancellation);

        proxy.LoseConnections();

        await AssertThrowsWithinAsync(TimeSpan.FromSeconds(1.5), shares.Share);
        await FoundAsync("after its connections died in silence", shares.Share);
    });

    [Fact]
    public Task Whoever_leaves_does_not_wait() => RealTime.HoldsAsync(async () =>
    {
        await using var redis = await RedisServer.StartAsync();
        await using var shares = Shares.Over(redis.Configuration);
        await shares.Share.ReadAsync("key", Cancellation);
        redis.Freeze();
        using var leaves = new CancellationTokenSource();

        var reading = shares.Share.ReadAsync("key", leaves.Token).AsTask();
        await leaves.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    });

    [Fact]
    public Task A_frozen_Redis_does_not_hold_up_the_end_of_the_process() => RealTime.HoldsAsync(async () =>
    {
        await using var redis = await RedisServer.StartAsync();
        var shares = Shares.Over(redis.Configuration);
        await shares.Share.ReadAsync("key", Cancellation);
        redis.Freeze();
        var start = Stopwatch.GetTimestamp();

        await shares.DisposeAsync();

        RealTime.IsInTime(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(2), "The end waits for Redis.");
    });

    [Fact]
    public Task A_connection_of_the_applications_stays_open() => RealTime.HoldsAsync(async () =>
    {
        await using var redis = await RedisServer.StartAsync();
        await using var connection = await ConnectionMultiplexer.ConnectAsync(redis.Configuration);
        await using (var shares = Shares.Over(connection))
        {
            await shares.Share.ReadAsync("key", Cancellation);
        }

        await connection.GetDatabase().PingAsync();
    });

    private static async Task AssertThrowsWithinAsync(TimeSpan limit, IAccessTokenShare share)
    {
        var start = Stopwatch.GetTimestamp();
        await Assert.ThrowsAnyAsync<Exception>(() => share.ReadAsync("key", Cancellation).AsTask());
        var took = Stopwatch.GetElapsedTime(start);

        RealTime.IsInTime(took < limit, $"It took {took.TotalMilliseconds:0} ms, not {limit.TotalMilliseconds:0}.");
    }

    private static async Task FoundAsync(string when, IAccessTokenShare share)
    {
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < Patience)
        {
            try
            {
                await share.ReadAsync("key", Cancellation);
                Figures.Report($"Redis found again {when}: {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s");
                return;
            }
            catch (Exception exception) when (exception is RedisException or TimeoutException)
            {
                // The connection says nothing when it comes back.
                await Task.Delay(20, Cancellation);
            }
        }

        Assert.Fail("Redis was not found again.");
    }
}
