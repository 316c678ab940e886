using Microsoft.Extensions.Time.Testing;
using WeChatMini.Sdk.Http;
using Xunit;

namespace WeChatMini.Sdk.Tests.Http;

/// <summary>What ends a call serves the next one, too. Nothing of the one may reach the other.</summary>
public sealed class CallLimitTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    [Fact]
    public void A_source_that_did_not_have_to_end_its_call_serves_the_next()
    {
        var limits = new CallLimits(TimeProvider.System);
        var first = limits.Begin(Long, CancellationToken.None);
        var token = first.Token;
        first.Dispose();

        using var second = limits.Begin(Long, CancellationToken.None);

        Assert.Equal(token, second.Token);
    }

    [Fact]
    public async Task A_caller_who_leaves_ends_no_other_call()
    {
        var limits = new CallLimits(TimeProvider.System);
        using var caller = new CancellationTokenSource();
        var heard = 0;
        using (var first = limits.Begin(Long, caller.Token))
        {
            // Somebody forgets it.
            first.Token.Register(() => heard++);
        }

        using var next = new CancellationTokenSource();
        using var second = limits.Begin(Long, next.Token);
        await caller.CancelAsync();
        Assert.False(second.Token.IsCancellationRequested);

        await next.CancelAsync();
        Assert.True(second.Token.IsCancellationRequested);
        Assert.Equal(0, heard);
    }

    [Fact]
    public void A_source_that_ended_its_call_ends_no_other()
    {
        var limits = new CallLimits(TimeProvider.System);
        using var caller = new CancellationTokenSource();
        caller.Cancel();
        using (var first = limits.Begin(Long, caller.Token))
        {
            Assert.True(first.Token.IsCancellationRequested);
        }

        using var second = limits.Begin(Long, CancellationToken.None);

        Assert.False(second.Token.IsCancellationRequested);
    }

    [Fact]
    public void Two_calls_at_a_time_have_a_source_each()
    {
        var limits = new CallLimits(TimeProvider.System);
        using var first = limits.Begin(Long, CancellationToken.None);
        using var second = limits.Begin(Long, CancellationToken.None);
        Assert.NotEqual(first.Token, second.Token);
    }

    [Fact]
    public void Another_clock_ends_a_call_as_well()
    {
        var clock = new FakeTimeProvider();
        using var limit = new CallLimits(clock).Begin(Long, CancellationToken.None);
        clock.Advance(Long);
        Assert.True(limit.Token.IsCancellationRequested);
    }
}
