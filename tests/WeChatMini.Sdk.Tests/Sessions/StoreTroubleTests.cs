using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Tests.Support;
using Xunit;

namespace WeChatMini.Sdk.Tests.Sessions;

/// <summary>Decision 12: a store that is down is "store unavailable", in bounded time, and never "signed out".</summary>
public sealed class StoreTroubleTests
{
    private const string Canary = "Server=db;Password=canary-password";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_store_that_throws_is_unavailable_for_every_operation_and_its_words_stay_inside()
    {
        var store = new CountingStore();
        await using var backend = new Backend(configure: builder => builder.UseSessionStore(_ => store));
        var token = (await backend.Client.LoginAsync(backend.User("o-alice").NextLoginCode(), Cancellation)).Token;
        store.Before = _ => throw new InvalidOperationException(Canary);
        var sessions = backend.Client.Sessions;

        Func<Task>[] operations =
        [
            () => sessions.ValidateAsync(token, Cancellation).AsTask(),
            () => sessions.RotateAsync(token, Cancellation).AsTask(),
            () => sessions.LogoutAsync(token, Cancellation).AsTask(),
            () => sessions.LogoutEverywhereAsync(token, Cancellation).AsTask(),
            () => sessions.ListAsync("o-alice", Cancellation).AsTask(),
            () => sessions.RevokeAllAsync("o-alice", Cancellation).AsTask(),
            () => sessions.PurgeAsync(cancellationToken: Cancellation).AsTask(),
            () => backend.Client.LoginAsync(backend.User("o-alice").NextLoginCode(), Cancellation),
        ];
        foreach (var operation in operations)
        {
            var failure = await Assert.ThrowsAsync<WeChatException>(operation);
            Assert.Equal(WeChatErrorKind.StoreUnavailable, failure.Kind);
            Assert.NotNull(failure.RetryAfter);
            Assert.DoesNotContain("canary", failure.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_store_that_hangs_is_left_behind_after_a_second()
    {
        var hangs = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var store = new CountingStore();
        await using var backend = new Backend(configure: builder => builder.UseSessionStore(_ => store));
        var token = (await backend.Client.LoginAsync(backend.User("o-alice").NextLoginCode(), Cancellation)).Token;

        // It ignores its cancellation, as drivers do.
        store.Before = async _ =>
        {
            entered.TrySetResult();
            await hangs.Task;
        };
        var validation = backend.Client.Sessions.ValidateAsync(token, Cancellation).AsTask();
        await entered.Task;
        backend.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(WeChatErrorKind.StoreUnavailable, (await Assert.ThrowsAsync<WeChatException>(() => validation)).Kind);
        hangs.SetResult();
    }

    [Fact]
    public async Task A_lookup_that_takes_too_long_is_told_to_stop()
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var store = new CountingStore();
        await using var backend = new Backend(configure: builder => builder.UseSessionStore(_ => store));
        var token = (await backend.Client.LoginAsync(backend.User("o-alice").NextLoginCode(), Cancellation)).Token;
        store.Before = async cancellation =>
        {
            entered.TrySetResult();
            cancellation.Register(stopped.SetResult);
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
        };

        var validation = backend.Client.Sessions.ValidateAsync(token, Cancellation).AsTask();
        await entered.Task;
        backend.Clock.Advance(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAsync<WeChatException>(() => validation);
        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(10), Cancellation);
    }

    [Fact]
    public async Task A_lookup_is_told_to_stop_when_its_caller_leaves_and_the_next_one_is_not()
    {
        var store = new CountingStore();
        await using var backend = new Backend(configure: builder => builder.UseSessionStore(_ => store));
        var token = (await backend.Client.LoginAsync(backend.User("o-alice").NextLoginCode(), Cancellation)).Token;
        using var leaves = new CancellationTokenSource();
        store.Before = async cancellation =>
        {
            var stopped = Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
            await leaves.CancelAsync();
            await stopped;
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => backend.Client.Sessions.ValidateAsync(token, leaves.Token).AsTask());

        store.Before = cancellation =>
        {
            cancellation.ThrowIfCancellationRequested();
            return default;
        };
        Assert.NotNull(await backend.Client.Sessions.ValidateAsync(token, Cancellation));
        Assert.NotNull(await backend.Client.Sessions.ValidateAsync(token, Cancellation));
    }

    [Fact]
    public async Task A_caller_that_leaves_gets_its_own_cancellation_and_no_store_error()
    {
        var hangs = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var store = new CountingStore();
        await using var backend = new Backend(configure: builder => builder.UseSessionStore(_ => store));
        var token = (await backend.Client.LoginAsync(backend.User("o-alice").NextLoginCode(), Cancellation)).Token;
        store.Before = async _ => await hangs.Task;
        using var leaves = new CancellationTokenSource();

        var validation = backend.Client.Sessions.ValidateAsync(token, leaves.Token).AsTask();
        await leaves.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => validation);
        hangs.SetResult();
    }

    [Fact]
    public async Task A_failed_touch_does_not_sign_anybody_out()
    {
        var store = new CountingStore();
        await using var backend = new Backend(configure: builder => builder.UseSessionStore(_ => store));
        var token = (await backend.Client.LoginAsync(backend.User("o-alice").NextLoginCode(), Cancellation)).Token;
        backend.Clock.Advance(TimeSpan.FromHours(1));
        var calls = store.Calls;
        store.Before = _ => store.Calls == calls + 2 ? throw new TimeoutException() : default;

        Assert.NotNull(await backend.Client.Sessions.ValidateAsync(token, Cancellation));
        Assert.Equal(1, store.Touches);
    }

    [Fact]
    public async Task A_malformed_token_reaches_no_store()
    {
        var store = new CountingStore();
        await using var backend = new Backend(configure: builder => builder.UseSessionStore(_ => store));

        Assert.Null(await backend.Client.Sessions.ValidateAsync(null, Cancellation));
        Assert.Null(await backend.Client.Sessions.ValidateAsync("", Cancellation));
        Assert.Null(await backend.Client.Sessions.ValidateAsync(new string('A', 63) + "!", Cancellation));
        Assert.False(await backend.Client.Sessions.LogoutAsync(new string('A', 65), Cancellation));
        Assert.Equal(0, store.Calls);
    }
}
