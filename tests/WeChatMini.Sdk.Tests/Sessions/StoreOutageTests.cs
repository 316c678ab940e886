using WeChatMini.Sdk.Endpoint;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Tests.Support;
using Xunit;

namespace WeChatMini.Sdk.Tests.Sessions;

/// <summary>Gate G20: a minute without the session store, under load.</summary>
public sealed class StoreOutageTests
{
    private const int Seconds = 60;

    private static readonly int ValidationsPerSecond = Long.Or(50, 500);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nobody_is_signed_out_nobody_logs_in_again_and_it_is_over_when_the_store_is_back(bool hangs)
    {
        var store = new CountingStore();
        await using var backend = new Backend(configure: builder => builder.UseSessionStore(_ => store));
        var token = (await backend.Client.LoginAsync(backend.User("o-alice").NextLoginCode(), Cancellation)).Token;
        var request = new MiniRequest("GET", "/wx/session", [new("Authorization", "Bearer " + token)]);
        Assert.Equal(200, (await backend.Client.Endpoint.HandleAsync(request, Cancellation)).StatusCode);
        backend.WeChat.Journal.Clear();
        store.Before = hangs
            ? cancellationToken => new ValueTask(Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken))
            : static _ => throw new TimeoutException();

        for (var second = 0; second < Seconds; second++)
        {
            var start = backend.Clock.GetUtcNow();
            var calls = Enumerable.Range(0, ValidationsPerSecond / 2)
                .Select(_ => (backend.Client.Endpoint.HandleAsync(request, Cancellation).AsTask(), backend.Client.Sessions.ValidateAsync(token, Cancellation).AsTask()))
                .ToList();

            // Whatever the store does, an answer takes a second at most.
            backend.Advance(TimeSpan.FromSeconds(1));
            foreach (var (answer, validation) in calls)
            {
                var response = await answer;
                Assert.Equal(503, response.StatusCode);
                Assert.Contains("store_unavailable", System.Text.Encoding.UTF8.GetString(response.Body.Span), StringComparison.Ordinal);
                Assert.True(response.Headers.ContainsKey("Retry-After"));
                Assert.Equal(WeChatErrorKind.StoreUnavailable, (await Assert.ThrowsAsync<WeChatException>(() => validation)).Kind);
            }

            Assert.Equal(TimeSpan.FromSeconds(1), backend.Clock.GetUtcNow() - start);
        }

        store.Before = static _ => default;
        Assert.Equal(200, (await backend.Client.Endpoint.HandleAsync(request, Cancellation)).StatusCode);
        Assert.NotNull(await backend.Client.Sessions.ValidateAsync(token, Cancellation));
        Assert.Empty(backend.WeChat.Journal.Arrivals);
        Figures.Report($"G20 store {(hangs ? "hangs" : "fails")} for {Seconds} s: {Seconds * ValidationsPerSecond} validations, all 503 within 1 s, no code2session; works at once when it is back");
    }
}
