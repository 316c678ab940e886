using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using WeChatMini.Sdk.AccessTokens;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Testing;
using WeChatMini.Sdk.Tests.Support;
using Xunit;

namespace WeChatMini.Sdk.Tests.AccessTokens;

/// <summary>What instances that share tokens owe each other, on a share that does exactly what the interface says.</summary>
public sealed class SharingTests : IAsyncDisposable
{
    private const string StableToken = "/cgi-bin/stable_token";

    private readonly FakeWeChat _weChat = FakeWeChat.Start();
    private readonly MemoryShare _share = new();
    private readonly List<WeChatMiniClient> _clients = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private int Fetches => _weChat.Journal.CallsTo(StableToken);

    [Fact]
    public async Task What_one_instance_fetched_serves_the_others()
    {
        var first = await Instance(Clock()).AccessTokens.GetTokenAsync(Cancellation);
        var second = await Instance(Clock()).AccessTokens.GetTokenAsync(Cancellation);

        Assert.Equal(first.Value, second.Value);
        Assert.Equal(1, Fetches);
    }

    [Theory]
    [InlineData(-60, 60)]
    [InlineData(60, -60)]
    [InlineData(60, 60)]
    [InlineData(0, -59)]
    public async Task Whatever_the_clocks_say_no_instance_uses_a_token_after_its_end(int fetcherIsAhead, int readerIsAhead)
    {
        var reader = Clock(readerIsAhead);
        await Instance(Clock(fetcherIsAhead)).AccessTokens.GetTokenAsync(Cancellation);
        var borrowing = Instance(reader);
        var old = (await borrowing.AccessTokens.GetTokenAsync(Cancellation)).Value;
        var sharedByClocksThatDifferTooMuch = Fetches;

        _weChat.Clock.Advance(TimeSpan.FromSeconds(7200));
        reader.Advance(TimeSpan.FromSeconds(7200));

        Assert.Equal(1, sharedByClocksThatDifferTooMuch);
        Assert.NotEqual(old, (await borrowing.AccessTokens.GetTokenAsync(Cancellation)).Value);
    }

    [Fact]
    public async Task What_was_written_between_the_look_and_the_lease_is_seen()
    {
        var clock = Clock();
        var other = Instance(clock);
        var isFirst = 1;
        _share.Before = async (operation, _) =>
        {
            if (operation == "lease" && Interlocked.Exchange(ref isFirst, 0) == 1)
            {
                await other.AccessTokens.GetTokenAsync(Cancellation);
            }
        };

        await Instance(clock).AccessTokens.GetTokenAsync(Cancellation);

        Assert.Equal(1, Fetches);
    }

    [Fact]
    public async Task An_entry_that_nobody_can_read_is_replaced_however_long_it_claims_to_live()
    {
        var clock = Clock();
        await Instance(clock).AccessTokens.GetTokenAsync(Cancellation);
        var key = Assert.Single(_share.Entries).Key;
        _share.Entries[key] = ([1, 2, 3], clock.GetUtcNow().AddYears(10));

        await Instance(clock).AccessTokens.GetTokenAsync(Cancellation);
        await Instance(clock).AccessTokens.GetTokenAsync(Cancellation);

        Assert.Equal(2, Fetches);
    }

    [Fact]
    public async Task After_a_rotation_of_the_AppSecret_instances_fetch_once_and_not_once_each()
    {
        var clock = Clock();
        await Instance(clock).AccessTokens.GetTokenAsync(Cancellation);
        _weChat.Apps.Find(_weChat.AppId)!.RotateSecret("another");

        for (var instance = 0; instance < 5; instance++)
        {
            await Instance(clock).AccessTokens.GetTokenAsync(Cancellation);
        }

        Assert.Equal(2, Fetches);
    }

    [Fact]
    public async Task An_instance_with_a_wrong_secret_spoils_nothing_for_the_others()
    {
        var clock = Clock();
        var good = Instance(clock);
        await good.AccessTokens.GetTokenAsync(Cancellation);

        var failure = await Assert.ThrowsAsync<WeChatException>(() => Instance(clock, secret: "wrong").AccessTokens.GetTokenAsync(Cancellation).AsTask());
        await Instance(clock).AccessTokens.GetTokenAsync(Cancellation);

        Assert.Equal(WeChatErrorKind.Misconfigured, failure.Kind);
        Assert.Equal(2, Fetches);
    }

    [Fact]
    public async Task A_token_that_was_fetched_is_not_lost_because_the_share_does_not_take_it()
    {
        var clock = Clock();
        var mayLease = false;
        var asking = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _share.GivesLeases = () =>
        {
            asking.TrySetResult();
            return Volatile.Read(ref mayLease);
        };
        var writing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _share.Before = async (operation, cancellationToken) =>
        {
            if (operation == "write")
            {
                writing.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            }
        };

        // The lease comes in the last moment, so that the limit of the whole refresh falls into the write.
        var token = Instance(clock).AccessTokens.GetTokenAsync(Cancellation).AsTask();
        await asking.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancellation);
        clock.Advance(TimeSpan.FromSeconds(4.5));
        Volatile.Write(ref mayLease, true);

        // It asks for the lease again by the time of the world, and nothing else up to the write waits for this clock.
        await Task.WhenAny(writing.Task, token).WaitAsync(TimeSpan.FromSeconds(60), Cancellation);
        Assert.True(writing.Task.IsCompleted, token.Exception?.ToString());
        while (!token.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.WhenAny(token, Task.Delay(1, Cancellation));
        }

        Assert.NotEmpty((await token).Value);
    }

    [Fact]
    public async Task The_first_contact_may_take_the_time_of_a_cold_start()
    {
        var clock = Clock();
        await Instance(clock).AccessTokens.GetTokenAsync(Cancellation);
        var reading = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var connected = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _share.Before = async (_, cancellationToken) =>
        {
            reading.TrySetResult();
            await connected.Task.WaitAsync(cancellationToken);
        };

        var token = Instance(clock).AccessTokens.GetTokenAsync(Cancellation).AsTask();
        await reading.Task;
        clock.Advance(TimeSpan.FromSeconds(2.5));
        connected.SetResult();
        await token;

        Assert.Equal(1, Fetches);
    }

    [Fact]
    public async Task A_share_that_hangs_later_is_given_a_second()
    {
        var clock = Clock();
        var client = Instance(clock);
        await client.AccessTokens.GetTokenAsync(Cancellation);
        _weChat.Clock.Advance(TimeSpan.FromHours(2));
        clock.Advance(TimeSpan.FromHours(2));
        var reading = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _share.Before = (_, cancellationToken) =>
        {
            reading.TrySetResult();
            return new ValueTask(Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken));
        };

        var token = client.AccessTokens.GetTokenAsync(Cancellation).AsTask();
        await reading.Task;
        clock.Advance(TimeSpan.FromSeconds(1));
        await token;

        Assert.Equal(2, Fetches);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
        {
            await client.DisposeAsync();
        }

        await _weChat.DisposeAsync();
    }

    private FakeTimeProvider Clock(int secondsAhead = 0) => new(_weChat.Clock.GetUtcNow().AddSeconds(secondsAhead));

    /// <summary>The other one lives by the time of the world, so nobody needs to move a test's clock for it.</summary>
    [Fact]
    public async Task Whoever_waits_for_the_lease_of_another_looks_again_though_the_clock_stands()
    {
        var looks = 0;
        _share.GivesLeases = () => Interlocked.Increment(ref looks) > 3;

        await Instance(Clock()).AccessTokens.GetTokenAsync(Cancellation).AsTask().WaitAsync(TimeSpan.FromSeconds(10), Cancellation);

        Assert.Equal(1, Fetches);
    }

    /// <summary>A second fetch does harm at the legacy endpoint only, so there the lease outlasts any fetch (policy 4.2).</summary>
    [Theory]
    [InlineData(AccessTokenEndpoint.Stable, 3)]
    [InlineData(AccessTokenEndpoint.Legacy, 10)]
    public async Task A_lease_is_as_long_as_a_second_fetch_is_harmful(AccessTokenEndpoint endpoint, int seconds)
    {
        await Instance(Clock(), endpoint: endpoint).AccessTokens.GetTokenAsync(Cancellation);

        Assert.Equal(TimeSpan.FromSeconds(seconds), _share.LeasedFor);
    }

    private WeChatMiniClient Instance(TimeProvider clock, string? secret = null, AccessTokenEndpoint endpoint = default)
    {
        var options = new WeChatMiniOptions { AppId = _weChat.AppId, AppSecret = secret ?? _weChat.AppSecret, BaseAddress = _weChat.BaseAddress };
        options.AccessTokens.Endpoint = endpoint;
        var client = WeChatMiniClient.Create(options, builder =>
        {
            builder.Services.AddSingleton(clock);
            builder.ShareAccessTokens(_ => _share);
        });
        _clients.Add(client);
        return client;
    }
}
