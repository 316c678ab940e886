using WeChatMini.Sdk.Testing.Tests.Support;

namespace WeChatMini.Sdk.Testing.Tests;

public sealed class JournalTests : IAsyncDisposable
{
    private readonly FakeWeChat _weChat = FakeWeChat.Start();
    private readonly Caller _caller = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_arrival_is_described_without_its_secrets()
    {
        _weChat.Clock.Advance(TimeSpan.FromDays(1));
        using var response = await _caller.GetAsync(_weChat, Caller.LoginUrl(_weChat, "the-code") + "&access_token=the-token&SECRET=other");
        var arrival = Assert.Single(_weChat.Journal.Arrivals);

        Assert.Equal(("GET", "/sns/jscode2session", _weChat.AppId), (arrival.Method, arrival.Path, arrival.AppId));
        Assert.Equal($"?appid={_weChat.AppId}&secret=***&js_code=***&grant_type=authorization_code&access_token=***&SECRET=***", arrival.RawQuery);
        Assert.Equal(_weChat.BaseAddress.Authority, arrival.Headers["host"]);
        Assert.Equal(_weChat.Clock.GetUtcNow(), arrival.At);
        Assert.Equal($"GET /sns/jscode2session{arrival.RawQuery}", arrival.ToString());
    }

    [Fact]
    public async Task A_connection_is_new_once_and_reused_from_then_on()
    {
        using (var first = await RawConnection.ToAsync(_weChat.BaseAddress))
        {
            await first.SendAsync("/a");
            await first.ReceiveAnswerAsync();
            await first.SendAsync("/a");
            await first.ReceiveAnswerAsync();
        }

        using var second = await RawConnection.ToAsync(_weChat.BaseAddress);
        await second.SendAsync("/a");
        await second.ReceiveAnswerAsync();

        var arrivals = _weChat.Journal.Arrivals;
        Assert.Equal([false, true, false], arrivals.Select(arrival => arrival.IsReusedConnection));
        Assert.Equal(arrivals[0].ConnectionId, arrivals[1].ConnectionId);
        Assert.NotEqual(arrivals[0].ConnectionId, arrivals[2].ConnectionId);
    }

    [Fact]
    public async Task Waiting_ends_at_the_arrival_that_was_waited_for()
    {
        var both = _weChat.Journal.WaitForArrivalsAsync(2, Cancellation);
        using var first = await _caller.GetAsync(_weChat, "/a");
        Assert.False(both.IsCompleted);

        using var second = await _caller.GetAsync(_weChat, "/b");
        await both.WaitAsync(TimeSpan.FromSeconds(5), Cancellation);
        Assert.True(_weChat.Journal.WaitForArrivalsAsync(2, Cancellation).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Waiting_can_be_given_up()
    {
        using var impatience = new CancellationTokenSource();
        var never = _weChat.Journal.WaitForArrivalsAsync(1, impatience.Token);
        await impatience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => never);
    }

    [Fact]
    public async Task Clearing_starts_the_count_anew()
    {
        using var first = await _caller.GetAsync(_weChat, "/a");
        Assert.Equal((1, 0), (_weChat.Journal.CallsTo("/a"), _weChat.Journal.CallsTo("/b")));

        _weChat.Journal.Clear();
        Assert.Equal(0, _weChat.Journal.CallsTo("/a"));
        Assert.Empty(_weChat.Journal.Arrivals);
    }

    public async ValueTask DisposeAsync()
    {
        _caller.Dispose();
        await _weChat.DisposeAsync();
    }
}
