using System.Text;
using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.Endpoint;
using WeChatMini.Sdk.Push;
using WeChatMini.Sdk.Push.Deduplication;
using WeChatMini.Sdk.Push.Messages;
using WeChatMini.Sdk.Testing;
using Xunit;

namespace WeChatMini.Sdk.Tests.Push;

/// <summary>Handlers run once, in order, in time, and what they do not finish is sent again.</summary>
public sealed class DispatchTests
{
    private static readonly FakePushMessage Hello = FakePushMessage.Text("o-alice", "hello");

    [Fact]
    public async Task Handlers_run_in_the_order_in_which_they_were_added_and_share_a_scope()
    {
        var order = new List<string>();
        await using var stage = new PushStage(configure: builder =>
        {
            builder.Services.AddSingleton(order);
            builder.Services.AddScoped<OfOneScope>();
            builder.AddPushHandler<TextMessage, First>().AddPushHandler<ImageMessage, First>().AddPushHandler<PushMessage, Second>();
        });

        PushStage.IsSuccess(await stage.SendAsync(Hello));
        Assert.Equal(["first hello 1", "second TextMessage 2"], order);
        order.Clear();
        PushStage.IsSuccess(await stage.SendAsync(FakePushMessage.Image("o-alice", "https://example.com/a.png", "m")));
        Assert.Equal(["first m 1", "second ImageMessage 2"], order);
        order.Clear();
        PushStage.IsSuccess(await stage.SendAsync(FakePushMessage.Event("o-alice", "user_enter_tempsession")));
        Assert.Equal(["second EnterTempSessionEvent 1"], order);
    }

    [Fact]
    public async Task A_push_that_is_sent_three_times_is_handled_once_and_answered_alike()
    {
        await using var stage = new PushStage(configure: Transfer);
        for (var attempt = 0; attempt < 3; attempt++)
        {
            var answer = await stage.SendAsync(Hello);
            Assert.Contains("\"MsgType\":\"transfer_customer_service\"", stage.WeChat.Push.ReadReply(Encoding.UTF8.GetString(answer.Body.Span)), StringComparison.Ordinal);
            stage.WeChat.Clock.Advance(TimeSpan.FromSeconds(5));
        }

        Assert.Single(stage.Handled);
    }

    [Fact]
    public async Task Events_are_told_apart_by_everything_they_say_but_how_often_they_were_sent()
    {
        await using var stage = new PushStage();
        string Order(string number, int retries) => $$"""{"CreateTime":1,"OutTradeNo":"{{number}}","RetryTimes":{{retries}}}""";

        await stage.SendAsync(FakePushMessage.Event("o-alice", "xpay_goods_deliver_notify", Order("1", 0)));
        await stage.SendAsync(FakePushMessage.Event("o-alice", "xpay_goods_deliver_notify", Order("2", 0)));
        await stage.SendAsync(FakePushMessage.Event("o-alice", "xpay_goods_deliver_notify", Order("1", 1)));
        await stage.SendAsync(FakePushMessage.Event("o-bob", "xpay_goods_deliver_notify", Order("1", 0)));

        Assert.Equal(3, stage.Handled.Count);
    }

    [Fact]
    public async Task Messages_of_two_kinds_may_have_one_id()
    {
        await using var stage = new PushStage();
        foreach (var type in new[] { "text", "image", "text" })
        {
            await stage.SendAsync(FakePushMessage.FromJson($$"""{"MsgType":"{{type}}","MsgId":7}"""));
        }

        Assert.Equal(2, stage.Handled.Count);
    }

    [Fact]
    public async Task A_handler_that_throws_makes_WeChat_send_again_and_is_then_run_once()
    {
        var fails = true;
        await using var stage = new PushStage(configure: builder => builder.AddPushHandler<TextMessage>((_, _, _) => fails ? throw new InvalidOperationException("the app's own trouble") : default));

        IsFailure(await stage.SendAsync(Hello));
        Assert.Contains(stage.Log, line => line.StartsWith("501 ", StringComparison.Ordinal));
        fails = false;
        PushStage.IsSuccess(await stage.SendAsync(Hello));
        PushStage.IsSuccess(await stage.SendAsync(Hello));

        // The first of the two handlers ran with each attempt, which is why they have to be fit for it.
        Assert.Equal(2, stage.Handled.Count);
    }

    [Fact]
    public async Task A_copy_that_comes_while_the_first_is_handled_is_asked_for_again()
    {
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var finish = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var stage = new PushStage(configure: builder => builder.AddPushHandler<TextMessage>(async (_, _, _) =>
        {
            entered.TrySetResult();
            await finish.Task;
        }));

        var first = stage.SendAsync(Hello);
        await entered.Task;
        IsFailure(await stage.SendAsync(Hello));
        finish.SetResult();
        PushStage.IsSuccess(await first);
        PushStage.IsSuccess(await stage.SendAsync(Hello));
        Assert.Single(stage.Handled);
    }

    [Fact]
    public async Task A_handler_is_told_to_end_after_4_and_a_half_seconds()
    {
        var entered = new TaskCompletionSource<CancellationToken>(TaskCreationOptions.RunContinuationsAsynchronously);
        var attempts = 0;
        await using var stage = new PushStage(configure: builder => builder.AddPushHandler<TextMessage>(async (_, _, token) =>
        {
            if (Interlocked.Increment(ref attempts) == 1)
            {
                entered.SetResult(token);
                await Task.Delay(Timeout.Infinite, token);
            }
        }));

        var first = stage.SendAsync(Hello);
        var token = await entered.Task;
        stage.WeChat.Clock.Advance(TimeSpan.FromSeconds(4.4));
        Assert.False(token.IsCancellationRequested);
        stage.WeChat.Clock.Advance(TimeSpan.FromSeconds(0.1));
        IsFailure(await first);
        stage.WeChat.Clock.Advance(TimeSpan.FromSeconds(0.5));
        PushStage.IsSuccess(await stage.SendAsync(Hello));
        Assert.Equal(2, attempts);
    }

    [Fact]
    public async Task A_handler_that_does_not_listen_is_left_behind_and_what_it_does_counts()
    {
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var finish = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var stage = new PushStage(configure: builder => builder.AddPushHandler<TextMessage>(async (_, _, _) =>
        {
            entered.TrySetResult();
            await finish.Task;
        }));

        var first = stage.SendAsync(Hello);
        await entered.Task;
        stage.WeChat.Clock.Advance(TimeSpan.FromSeconds(4.5));
        IsFailure(await first);
        finish.SetResult();

        // It marks the push as done on its own time.
        for (var attempt = 0; (await stage.SendAsync(Hello)).StatusCode != 200; attempt++)
        {
            Assert.True(attempt < 10_000);
            await Task.Yield();
        }

        Assert.Single(stage.Handled);
    }

    [Fact]
    public async Task A_host_that_ends_sooner_shortens_the_time()
    {
        await using var stage = new PushStage(configure: builder => builder.AddPushHandler<TextMessage>(async (_, _, token) => await Task.Delay(Timeout.Infinite, token)));
        var push = stage.WeChat.Push.Create(Hello);
        var answer = stage.Client.Endpoint.HandleAsync(
            new MiniRequest("POST", "/wx/push", body: push.Body) { Query = push.Query, Deadline = stage.WeChat.Clock.GetUtcNow().AddSeconds(2) },
            TestContext.Current.CancellationToken).AsTask();
        stage.WeChat.Clock.Advance(TimeSpan.FromSeconds(1.6));
        Assert.False(answer.IsCompleted);
        stage.WeChat.Clock.Advance(TimeSpan.FromSeconds(0.2));
        IsFailure(await answer);
    }

    [Fact]
    public async Task A_push_that_cannot_be_remembered_is_not_handled()
    {
        await using var stage = new PushStage(configure: builder => builder.UsePushDeduplication(_ => new Broken()));
        IsFailure(await stage.SendAsync(Hello));
        Assert.Empty(stage.Handled);
        Assert.Contains(stage.Log, line => line.StartsWith("502 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Memory_is_bounded_and_forgets_the_oldest()
    {
        await using var weChat = FakeWeChat.Start();
        var memory = new MemoryDeduplication(weChat.Clock);
        var none = CancellationToken.None;
        for (var number = 0; number < 3 * MemoryDeduplication.Capacity; number++)
        {
            Assert.True((await memory.TryBeginAsync($"{number}", "one", TimeSpan.FromSeconds(5), none)).IsMine);
            await memory.CompleteAsync($"{number}", "one", default, TimeSpan.FromMinutes(15), none);
        }

        Assert.NotNull((await memory.TryBeginAsync("29999", "two", TimeSpan.FromSeconds(5), none)).Result);
        Assert.True((await memory.TryBeginAsync("0", "two", TimeSpan.FromSeconds(5), none)).IsMine);
        weChat.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.True((await memory.TryBeginAsync("29999", "two", TimeSpan.FromSeconds(5), none)).IsMine);
    }

    private static void Transfer(WeChatMini.Sdk.DependencyInjection.WeChatMiniBuilder builder) => builder.AddPushHandler<TextMessage>((_, context, _) =>
    {
        context.ReplyWith(PushReply.TransferToCustomerService());
        return default;
    });

    private static void IsFailure(MiniResponse answer) => Assert.Equal((500, 0), (answer.StatusCode, answer.Body.Length));

    private sealed class OfOneScope
    {
        public int Count { get; set; }
    }

    private sealed class First(List<string> order, OfOneScope scope) : IPushHandler<TextMessage>, IPushHandler<ImageMessage>
    {
        public ValueTask HandleAsync(TextMessage push, PushContext context, CancellationToken cancellationToken) => Add("first " + push.Content);

        public ValueTask HandleAsync(ImageMessage push, PushContext context, CancellationToken cancellationToken) => Add("first " + push.MediaId);

        private ValueTask Add(string what)
        {
            order.Add($"{what} {++scope.Count}");
            return default;
        }
    }

    private sealed class Second(List<string> order, OfOneScope scope) : IPushHandler<PushMessage>
    {
        public ValueTask HandleAsync(PushMessage push, PushContext context, CancellationToken cancellationToken)
        {
            order.Add($"second {push.GetType().Name} {++scope.Count}");
            return default;
        }
    }

    private sealed class Broken : IPushDeduplication
    {
        public ValueTask<PushClaim> TryBeginAsync(string key, string owner, TimeSpan duration, CancellationToken cancellationToken) => throw new TimeoutException();

        public ValueTask CompleteAsync(string key, string owner, ReadOnlyMemory<byte> result, TimeSpan life, CancellationToken cancellationToken) => throw new TimeoutException();

        public ValueTask ReleaseAsync(string key, string owner, CancellationToken cancellationToken) => throw new TimeoutException();
    }
}
