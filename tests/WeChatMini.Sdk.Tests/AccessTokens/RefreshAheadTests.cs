using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using WeChatMini.Sdk.Diagnostics;
using WeChatMini.Sdk.Testing;
using WeChatMini.Sdk.Tests.Support;
using Xunit;

namespace WeChatMini.Sdk.Tests.AccessTokens;

/// <summary>Gate G16: a hundred processes renew the same token, not in the same second, and nobody waits for it.</summary>
public sealed class RefreshAheadTests : IDisposable
{
    private const int Processes = 100;

    private static readonly TimeSpan Life = TimeSpan.FromSeconds(7200);

    [ThreadStatic]
    private static int _hits;

    private readonly MeterListener _listener = new();

    public RefreshAheadTests()
    {
        // A caller that is served without this count set out to refresh; the count is made on the caller's own thread.
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Name == WeChatMiniDiagnostics.TokenHits)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>(static (_, _, _, _) => _hits++);
        _listener.Start();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task A_hundred_processes_spread_their_refreshes_and_no_caller_waits_for_one()
    {
        await using var weChat = FakeWeChat.Start();
        var left = new List<TimeSpan>();
        for (var process = 0; process < Processes; process++)
        {
            left.Add(await RunAsync(weChat));
        }

        var spread = left.Max() - left.Min();
        Figures.Report($"G16: {Processes} processes refresh with {left.Max().TotalSeconds:0} to {left.Min().TotalSeconds:0} s left, no caller waits until its token has 30 s");
        Assert.InRange(left.Max(), TimeSpan.Zero, TimeSpan.FromSeconds(300));
        Assert.True(spread >= TimeSpan.FromSeconds(60), $"Only {spread} between the first and the last.");
    }

    /// <summary>Lives through one token with an endpoint that answers no more, and returns how much of it was left at the refresh.</summary>
    private static async Task<TimeSpan> RunAsync(FakeWeChat weChat)
    {
        var clock = new FakeTimeProvider(weChat.Clock.GetUtcNow());
        var client = WeChatMiniClient.Create(
            new WeChatMiniOptions { AppId = weChat.AppId, AppSecret = weChat.AppSecret, BaseAddress = weChat.BaseAddress },
            builder => builder.Services.AddSingleton<TimeProvider>(clock));
        var token = await client.AccessTokens.GetTokenAsync(Cancellation);
        weChat.Faults.Always(FakeFault.Hang);
        var arrivals = weChat.Journal.Arrivals.Count;
        var end = clock.GetUtcNow() + Life;

        bool IsServedFromMemory()
        {
            var before = _hits;
            var call = client.AccessTokens.GetTokenAsync(Cancellation);
            Assert.True(call.IsCompletedSuccessfully, $"A caller waits although the token has {end - clock.GetUtcNow()} left.");
            Assert.Equal(token.Value, call.Result.Value);
            return _hits > before;
        }

        // From well before the 300 s in which WeChat renews at all, second by second.
        clock.Advance(Life - TimeSpan.FromSeconds(320));
        while (IsServedFromMemory())
        {
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        var left = end - clock.GetUtcNow();
        await weChat.Journal.WaitForArrivalsAsync(arrivals + 1, Cancellation);
        IsServedFromMemory();

        // The first attempts are given up on the way; nobody waits for the later ones either.
        while (clock.GetUtcNow() < token.ExpiresAt.AddSeconds(-30))
        {
            var rest = token.ExpiresAt.AddSeconds(-30) - clock.GetUtcNow();
            clock.Advance(rest < TimeSpan.FromSeconds(7) ? rest : TimeSpan.FromSeconds(7));
            IsServedFromMemory();
        }

        // A client ends when its requests have, for which it looks once a second by its own clock.
        weChat.Faults.Clear();
        var ending = client.DisposeAsync().AsTask();
        while (!ending.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(ending, Task.Delay(1, Cancellation));
        }

        await ending;
        return left;
    }
}
