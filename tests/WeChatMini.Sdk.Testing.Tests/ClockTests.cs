namespace WeChatMini.Sdk.Testing.Tests;

public sealed class ClockTests
{
    [Fact]
    public async Task The_clock_starts_at_the_real_time_and_stands_still_until_it_is_moved()
    {
        var before = TimeProvider.System.GetUtcNow();
        await using var weChat = FakeWeChat.Start();
        var start = weChat.Clock.GetUtcNow();
        Assert.InRange(start, before, TimeProvider.System.GetUtcNow());

        Assert.Equal(start, weChat.Clock.GetUtcNow());
        var counter = weChat.Clock.GetTimestamp();

        weChat.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(start.AddHours(1), weChat.Clock.GetUtcNow());
        Assert.Equal(TimeSpan.FromHours(1), weChat.Clock.GetElapsedTime(counter));
    }

    [Fact]
    public async Task Its_timers_fire_when_it_is_moved()
    {
        await using var weChat = FakeWeChat.Start();
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(10), weChat.Clock);

        weChat.Clock.Advance(TimeSpan.FromSeconds(9));
        Assert.False(timeout.IsCancellationRequested);

        weChat.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(timeout.IsCancellationRequested);
    }

    [Fact]
    public async Task It_does_not_go_back()
    {
        await using var weChat = FakeWeChat.Start();

        Assert.Throws<ArgumentOutOfRangeException>(() => weChat.Clock.Advance(TimeSpan.FromTicks(-1)));
    }

    [Fact]
    public async Task A_running_clock_runs_and_can_be_moved_ahead()
    {
        await using var weChat = FakeWeChat.Start(new FakeWeChatOptions { ClockRuns = true });
        weChat.Clock.Advance(TimeSpan.FromHours(1));
        var counter = weChat.Clock.GetTimestamp();
        var real = TimeProvider.System.GetUtcNow();

        Assert.InRange(weChat.Clock.GetUtcNow() - real, TimeSpan.FromHours(1), TimeSpan.FromHours(1) + TimeSpan.FromSeconds(30));
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(50), weChat.Clock);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Delay(TimeSpan.FromSeconds(30), TimeProvider.System, soon.Token));
        Assert.InRange(weChat.Clock.GetElapsedTime(counter), TimeSpan.FromMilliseconds(40), TimeSpan.FromSeconds(30));
    }
}
