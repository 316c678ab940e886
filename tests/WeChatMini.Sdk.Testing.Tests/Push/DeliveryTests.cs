using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace WeChatMini.Sdk.Testing.Tests.Push;

/// <summary>WeChat waits 5 seconds for an answer and tries three times in all, on the fake's clock.</summary>
public sealed class DeliveryTests : IAsyncLifetime
{
    private static readonly FakePushMessage Hello = FakePushMessage.Text("o-alice", "hello");

    private readonly FakeWeChat _weChat = FakeWeChat.Start();
    private readonly List<(string Query, DateTimeOffset At)> _arrived = [];
    private WebApplication _server = null!;
    private Func<HttpContext, Task> _answer = static context => context.Response.WriteAsync("success");

    private Uri Address => new(_server.Urls.Single() + "/wx/push");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _server = builder.Build();
        _server.Urls.Add("http://127.0.0.1:0");
        _server.MapPost("/wx/push", context =>
        {
            _arrived.Add((context.Request.QueryString.Value!, _weChat.Clock.GetUtcNow()));
            return _answer(context);
        });
        await _server.StartAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _weChat.DisposeAsync();
    }

    [Theory]
    [InlineData(1, 1, true)]
    [InlineData(2, 2, true)]
    [InlineData(3, 3, true)]
    [InlineData(4, 3, false)]
    public async Task What_is_not_received_is_sent_again_after_5_seconds_and_three_times_in_all(int firstGood, int attempts, bool isReceived)
    {
        _answer = context =>
        {
            context.Response.StatusCode = _arrived.Count < firstGood ? 500 : 200;
            return context.Response.WriteAsync("success");
        };
        var start = _weChat.Clock.GetUtcNow();

        var answer = await _weChat.Push.DeliverAsync(Address, Hello, Cancellation);

        Assert.Equal((attempts, isReceived), (answer.Attempts, answer.IsReceived));
        Assert.Equal(Enumerable.Range(0, attempts).Select(attempt => start.AddSeconds(5 * attempt)), _arrived.Select(arrived => arrived.At));

        // Signed anew, so that no two addresses are the same.
        Assert.Equal(attempts, _arrived.Select(arrived => arrived.Query).Distinct().Count());
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("success", true)]
    [InlineData("<html>", false)]
    [InlineData("{\"Encrypt\":\"AAAA\"}", false)]
    public async Task An_answer_that_WeChat_cannot_read_is_none(string body, bool isReceived)
    {
        _answer = context => context.Response.WriteAsync(body);

        var answer = await _weChat.Push.SendAsync(Address, Hello, cancellationToken: Cancellation);

        Assert.Equal((200, isReceived), (answer.StatusCode, answer.IsReceived));
    }

    [Fact]
    public async Task After_5_seconds_without_an_answer_the_connection_is_cut()
    {
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var cut = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _answer = async context =>
        {
            context.RequestAborted.Register(cut.SetResult);
            entered.SetResult();
            await cut.Task;
        };

        var sending = _weChat.Push.SendAsync(Address, Hello, cancellationToken: Cancellation);
        await entered.Task.WaitAsync(Cancellation);
        _weChat.Clock.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(cut.Task.IsCompleted);
        _weChat.Clock.Advance(TimeSpan.FromSeconds(0.1));

        var answer = await sending;
        Assert.Equal((null, false), (answer.StatusCode, answer.IsReceived));
        await cut.Task.WaitAsync(Cancellation);
    }

    [Fact]
    public async Task Where_nobody_listens_there_is_no_answer()
    {
        var answer = await _weChat.Push.DeliverAsync(FakeNetwork.NobodyListens(), Hello, Cancellation);

        Assert.Equal((3, null), (answer.Attempts, answer.StatusCode));
    }
}
