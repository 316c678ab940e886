using System.Text;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.Endpoint;
using WeChatMini.Sdk.Push;
using WeChatMini.Sdk.Push.Deduplication;
using WeChatMini.Sdk.Push.Messages;
using WeChatMini.Sdk.Testing;
using Xunit;

namespace WeChatMini.Sdk.Tests.Push;

/// <summary>Pushes that two processes remember in one IDistributedCache.</summary>
public sealed class DistributedCacheTests : IAsyncDisposable
{
    private static readonly TimeSpan ClaimLife = TimeSpan.FromSeconds(4.8);

    private readonly PushStage _one;
    private readonly PushStage _other;
    private readonly SharedCache _cache;
    private bool _fails;

    public DistributedCacheTests()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(TimeProvider.System.GetUtcNow());
        _cache = new SharedCache(clock);
        _one = new PushStage(configure: builder => Configure(builder).AddPushHandler<TextMessage>((_, context, _) =>
        {
            context.ReplyWith(PushReply.TransferToCustomerService());
            return _fails ? throw new InvalidOperationException("the app's own trouble") : default;
        }), clock: clock);
        _other = new PushStage(
            options =>
            {
                (options.AppId, options.AppSecret) = (_one.WeChat.AppId, _one.WeChat.AppSecret);
                (options.Push.Token, options.Push.EncodingAESKey) = (_one.WeChat.Push.Token, _one.WeChat.Push.EncodingAESKey);
            },
            builder => Configure(builder),
            clock);
        Clock = clock;
    }

    private Microsoft.Extensions.Time.Testing.FakeTimeProvider Clock { get; }

    private static FakePushMessage Hello => FakePushMessage.Text("o-alice", "hello");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _one.DisposeAsync();
        await _other.DisposeAsync();
    }

    [Fact]
    public async Task A_push_that_comes_to_one_process_and_then_to_another_is_handled_once_and_answered_alike()
    {
        var push = _one.WeChat.Push.Create(Hello);

        var first = await _one.SendAsync(push);
        Clock.Advance(TimeSpan.FromSeconds(5));
        var second = await _other.SendAsync(push);

        Assert.Equal((1, 0), (_one.Handled.Count, _other.Handled.Count));
        Assert.Contains("transfer_customer_service", Reply(first), StringComparison.Ordinal);
        Assert.Equal(Reply(first), Reply(second));
    }

    [Fact]
    public async Task What_failed_in_one_process_is_handled_once_by_another_at_once()
    {
        var push = _one.WeChat.Push.Create(Hello);
        _fails = true;

        Assert.Equal(500, (await _one.SendAsync(push)).StatusCode);
        _one.Handled.Clear();
        PushStage.IsSuccess(await _other.SendAsync(push));
        PushStage.IsSuccess(await _one.SendAsync(push));

        Assert.Equal((0, 1), (_one.Handled.Count, _other.Handled.Count));
    }

    [Fact]
    public async Task A_process_that_died_at_work_does_not_hold_back_the_next_attempt_of_WeChat()
    {
        var dead = new DistributedCacheDeduplication(_cache);
        Assert.True((await dead.TryBeginAsync("key", "dead", ClaimLife, Ct)).IsMine);
        var alive = new DistributedCacheDeduplication(_cache);

        Assert.Equal((false, null), await ClaimAsync(alive, "alive"));
        Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal((true, null), await ClaimAsync(alive, "alive"));
    }

    [Fact]
    public async Task What_is_done_stays_done_for_its_life_and_not_longer()
    {
        var memory = new DistributedCacheDeduplication(_cache);
        await ClaimAsync(memory, "one");
        await memory.CompleteAsync("key", "one", "reply"u8.ToArray(), TimeSpan.FromMinutes(15), Ct);

        Clock.Advance(TimeSpan.FromMinutes(14));
        Assert.Equal((false, "reply"), await ClaimAsync(memory, "two"));
        Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal((true, null), await ClaimAsync(memory, "two"));
    }

    [Fact]
    public async Task Nobody_gives_back_the_claim_of_somebody_else()
    {
        var memory = new DistributedCacheDeduplication(_cache);
        await ClaimAsync(memory, "slow");
        Clock.Advance(TimeSpan.FromSeconds(5));
        await ClaimAsync(memory, "quick");

        await memory.ReleaseAsync("key", "slow", Ct);
        Assert.Equal((false, null), await ClaimAsync(memory, "third"));
        await memory.ReleaseAsync("key", "quick", Ct);
        Assert.Equal((true, null), await ClaimAsync(memory, "third"));
    }

    /// <summary>What this cache cannot promise, so that nobody believes it does: it has no way to add only what is not there.</summary>
    [Fact]
    public async Task Copies_that_come_to_two_processes_in_the_same_moment_are_both_handled()
    {
        var push = _one.WeChat.Push.Create(Hello);
        var reading = 0;
        var bothHaveRead = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _cache.AfterRead = () =>
        {
            if (Interlocked.Increment(ref reading) == 2)
            {
                bothHaveRead.SetResult();
            }

            return bothHaveRead.Task;
        };

        var answers = await Task.WhenAll(_one.SendAsync(push), _other.SendAsync(push));

        Assert.All(answers, answer => Assert.Equal(200, answer.StatusCode));
        Assert.Equal((1, 1), (_one.Handled.Count, _other.Handled.Count));
    }

    private static async Task<(bool IsMine, string? Result)> ClaimAsync(DistributedCacheDeduplication memory, string owner)
    {
        var claim = await memory.TryBeginAsync("key", owner, ClaimLife, Ct);
        return (claim.IsMine, claim.Result is { } result ? Encoding.UTF8.GetString(result.Span) : null);
    }

    private string? Reply(MiniResponse answer) => _one.WeChat.Push.ReadReply(Encoding.UTF8.GetString(answer.Body.Span));

    private DependencyInjection.WeChatMiniBuilder Configure(DependencyInjection.WeChatMiniBuilder builder)
    {
        builder.Services.AddSingleton<IDistributedCache>(_cache);
        return builder.UsePushDeduplication();
    }
}
