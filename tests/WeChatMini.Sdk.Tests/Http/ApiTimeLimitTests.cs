using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using WeChatMini.Sdk.AccessTokens;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Testing;
using Xunit;

namespace WeChatMini.Sdk.Tests.Http;

/// <summary>A call through <c>AddWeChatMiniApi</c> ends in 8 seconds, whatever it waits for, and with an error that says what to do.</summary>
public sealed class ApiTimeLimitTests : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(8);

    private readonly FakeWeChat _weChat = FakeWeChat.Start();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 30, TimeSpan.Zero));
    private ServiceProvider? _services;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        _weChat.Faults.Clear();
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }

        await _weChat.DisposeAsync();
    }

    [Fact]
    public async Task A_token_that_does_not_come_is_an_error_and_not_a_cancellation_that_nobody_asked_for()
    {
        var tokens = new NoAnswer();
        var call = Client(tokens).GetAsync("/wxa/query", Cancellation);
        await tokens.Asked.WaitAsync(Cancellation);
        _clock.Advance(Limit);

        var failure = await Assert.ThrowsAsync<WeChatException>(() => call.WaitAsync(TimeSpan.FromSeconds(30), Cancellation));

        Assert.Equal(WeChatErrorKind.Busy, failure.Kind);
        Assert.NotNull(failure.RetryAfter);
        Assert.Empty(_weChat.Journal.Arrivals);
    }

    [Fact]
    public async Task A_caller_that_leaves_while_it_waits_for_a_token_is_told_so()
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var tokens = new NoAnswer();
        var call = Client(tokens).GetAsync("/wxa/query", leaving.Token);
        await tokens.Asked.WaitAsync(Cancellation);
        await leaving.CancelAsync();

        Assert.Equal(leaving.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call)).CancellationToken);
    }

    private HttpClient Client(IAccessTokenProvider tokens)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(_clock);
        services.AddWeChatMini(options => (options.AppId, options.AppSecret, options.BaseAddress) = (_weChat.AppId, _weChat.AppSecret, _weChat.BaseAddress)).UseAccessTokens(_ => tokens);
        services.AddHttpClient("api").AddWeChatMiniApi();
        _services = services.BuildServiceProvider();
        return _services.GetRequiredService<IHttpClientFactory>().CreateClient("api");
    }

    /// <summary>A source of the application's own that has nothing to say.</summary>
    private sealed class NoAnswer : IAccessTokenProvider
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Asked => _asked.Task;

        public async ValueTask<AccessToken> GetTokenAsync(CancellationToken cancellationToken = default)
        {
            _asked.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException("It never comes to this.");
        }

        public void Invalidate(string rejectedToken)
        {
        }

        public Task<AccessToken> ForceRefreshAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }
}
