using System.Collections.Concurrent;
using System.Diagnostics;
using WeChatMini.Sdk.AccessTokens;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Testing;
using WeChatMini.Sdk.Tests.Support;
using Xunit;

namespace WeChatMini.Sdk.Tests.AccessTokens;

/// <summary>Gate G15: a thousand wait for one fetch, and any share of them leaves at any moment.</summary>
public sealed class WaiterTests
{
    private const string StableToken = "/cgi-bin/stable_token";
    private const int Waiters = 1000;
    private const int Groups = 20;

    /// <summary>Only a deadlock takes this long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly int Rounds = Long.Or(100, 10_000);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_leaves_leaves_at_once_who_stays_is_served_and_WeChat_is_asked_once()
    {
        var unobserved = new ConcurrentQueue<Exception>();
        void Note(object? sender, UnobservedTaskExceptionEventArgs e) => unobserved.Enqueue(e.Exception);
        TaskScheduler.UnobservedTaskException += Note;
        var (left, served, failed, slowest) = (0L, 0L, 0L, TimeSpan.Zero);
        await using (var backend = new Backend())
        {
            (backend.WeChat.Tokens.CallsPerMinute, backend.WeChat.Tokens.CallsPerDay) = (int.MaxValue, int.MaxValue);
            for (var round = 0; round < Rounds; round++)
            {
                var outcome = await PlayAsync(backend, new Random(round), fails: round % 5 == 4);
                (left, served, failed) = (left + outcome.Left, served + outcome.Served, failed + outcome.Failed);
                slowest = outcome.SlowestToLeave > slowest ? outcome.SlowestToLeave : slowest;
            }
        }

        for (var collection = 0; collection < 3; collection++)
        {
            await Task.Yield();
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        TaskScheduler.UnobservedTaskException -= Note;
        Figures.Report($"G15: {Rounds} rounds of {Waiters} waiters, {left} left, {served} served, {failed} got the failure of a fetch that failed, 1 fetch per round, a group of {Waiters / Groups} left in {slowest.TotalMilliseconds:0} ms at most");
        Assert.DoesNotContain(unobserved, failure => failure.InnerException is WeChatException { ErrorCode: 40164 });
    }

    private static async Task<(int Left, int Served, int Failed, TimeSpan SlowestToLeave)> PlayAsync(Backend backend, Random random, bool fails)
    {
        var (weChat, tokens) = (backend.WeChat, backend.Client.AccessTokens);
        weChat.Journal.Clear();
        weChat.Tokens.RejectedAddress = fails ? "203.0.113.7" : null;
        weChat.Faults.Next(FakeFault.Hang);
        var sources = Enumerable.Range(0, Groups).Select(_ => new CancellationTokenSource()).ToArray();
        var leavers = Waiters * random.Next(10, 100) / 100;
        var waiters = Enumerable.Range(0, Waiters)
            .Select(waiter => (Group: waiter % Groups, Leaves: waiter < leavers))
            .Select(waiter => (waiter.Group, waiter.Leaves, Task: tokens.GetTokenAsync(waiter.Leaves ? sources[waiter.Group].Token : Cancellation).AsTask()))
            .ToArray();
        if (random.Next(2) == 0)
        {
            // Else the first ones leave before the request does.
            await weChat.Journal.WaitForArrivalsAsync(1, Cancellation);
        }

        var slowest = TimeSpan.Zero;
        var leaveBefore = random.Next(Groups);
        for (var group = 0; group < leaveBefore; group++)
        {
            var start = Stopwatch.GetTimestamp();
            await sources[group].CancelAsync();

            // The fetch still hangs: who waits for it here waits for ever.
            foreach (var leaver in waiters.Where(waiter => waiter.Leaves && waiter.Group == group))
            {
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaver.Task.WaitAsync(Patience, Cancellation));
            }

            var took = Stopwatch.GetElapsedTime(start);
            slowest = took > slowest ? took : slowest;
        }

        await weChat.Journal.WaitForArrivalsAsync(1, Cancellation);
        var release = Task.Run(weChat.Faults.Clear, Cancellation);
        for (var group = leaveBefore; group < Groups; group++)
        {
            // These race with the answer.
            Thread.SpinWait(random.Next(2000));
            await sources[group].CancelAsync();
        }

        await release;
        var results = await Task.WhenAll(waiters.Select(async waiter => (waiter.Leaves, Result: await ResultAsync(waiter.Task))));
        Assert.All(results, result => Assert.True(result.Result == (fails ? "40164" : "token") || (result.Leaves && result.Result == "left"), $"{result}"));
        Assert.Equal(1, weChat.Journal.CallsTo(StableToken));
        await EndRoundAsync(backend, fails);
        return (results.Count(result => result.Result == "left"), results.Count(result => result.Result == "token"), results.Count(result => result.Result == "40164"), slowest);
    }

    /// <summary>Checks that nothing poisonous remains, and makes the next round begin without a token.</summary>
    private static async Task EndRoundAsync(Backend backend, bool fails)
    {
        var (weChat, tokens) = (backend.WeChat, backend.Client.AccessTokens);
        weChat.Tokens.RejectedAddress = null;
        if (fails)
        {
            // Longer than a wrong configuration is remembered.
            backend.Advance(TimeSpan.FromMinutes(15));
        }

        var token = (await tokens.GetTokenAsync(Cancellation)).Value;
        Assert.Equal(fails ? 2 : 1, weChat.Journal.CallsTo(StableToken));
        weChat.Tokens.InvalidateAll();
        tokens.Invalidate(token);
    }

    private static async Task<string> ResultAsync(Task<AccessToken> waiter)
    {
        try
        {
            return (await waiter.WaitAsync(Patience, Cancellation)).Value.Length > 0 ? "token" : "empty";
        }
        catch (OperationCanceledException)
        {
            return "left";
        }
        catch (WeChatException exception)
        {
            return $"{exception.ErrorCode}";
        }
    }
}
