using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Testing;
using WeChatMini.Sdk.Tests.Support;
using Xunit;

namespace WeChatMini.Sdk.Tests.AccessTokens;

/// <summary>One token for everybody, fetched once, whatever the callers and WeChat do. Gates G14 to G18 within one process.</summary>
public sealed class ProviderTests
{
    private const string StableToken = "/cgi-bin/stable_token";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(50)]
    [InlineData(150)]
    [InlineData(300)]
    [InlineData(1000)]
    public async Task Fifty_cold_callers_cause_one_fetch_and_get_one_token(int delay)
    {
        await using var backend = new Backend();
        backend.WeChat.Faults.Always(FakeFault.Latency(TimeSpan.FromMilliseconds(delay)));

        var tokens = await GetManyAsync(backend, 50);

        Assert.Single(tokens.Distinct());
        Assert.Equal(1, backend.WeChat.Journal.CallsTo(StableToken));
    }

    [Fact]
    public async Task A_warm_caller_causes_no_fetch_and_no_allocation()
    {
        await using var backend = new Backend();
        var tokens = backend.Client.AccessTokens;
        await tokens.GetTokenAsync(Cancellation);
        await tokens.GetTokenAsync(Cancellation);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            await tokens.GetTokenAsync(Cancellation);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(1, backend.WeChat.Journal.CallsTo(StableToken));
    }

    [Fact]
    public async Task Before_the_last_four_minutes_nobody_refreshes()
    {
        await using var backend = new Backend();
        await backend.Client.AccessTokens.GetTokenAsync(Cancellation);
        backend.Advance(TimeSpan.FromSeconds(7200 - 241));
        await backend.Client.AccessTokens.GetTokenAsync(Cancellation);

        Assert.Equal(1, backend.WeChat.Journal.CallsTo(StableToken));
    }

    [Fact]
    public async Task In_the_last_minutes_one_refreshes_while_all_go_on_with_the_old_token()
    {
        await using var backend = new Backend();
        var old = (await backend.Client.AccessTokens.GetTokenAsync(Cancellation)).Value;
        backend.Advance(TimeSpan.FromSeconds(7200 - 119));
        backend.WeChat.Faults.Always(FakeFault.Hang);

        var during = await GetManyAsync(backend, 50);
        await backend.WeChat.Journal.WaitForArrivalsAsync(2, Cancellation);
        backend.WeChat.Faults.Clear();

        Assert.All(during, token => Assert.Equal(old, token));
        await EventuallyAsync(async () => (await backend.Client.AccessTokens.GetTokenAsync(Cancellation)).Value != old);
        Assert.Equal(2, backend.WeChat.Journal.CallsTo(StableToken));
    }

    [Fact]
    public async Task A_refresh_that_fails_hands_out_the_old_token_while_it_is_good()
    {
        await using var backend = new Backend();
        var old = (await backend.Client.AccessTokens.GetTokenAsync(Cancellation)).Value;
        backend.Advance(TimeSpan.FromSeconds(7200 - 40));
        backend.WeChat.Faults.Always(FakeFault.Error(40125));

        Assert.Equal(old, (await backend.Client.AccessTokens.GetTokenAsync(Cancellation)).Value);
        backend.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(WeChatErrorKind.Misconfigured, (await Assert.ThrowsAsync<WeChatException>(() => backend.Client.AccessTokens.GetTokenAsync(Cancellation).AsTask())).Kind);
    }

    [Theory]
    [InlineData(30)]
    [InlineData(120)]
    [InlineData(300)]
    [InlineData(345)]
    public async Task A_token_with_little_life_left_is_used_and_never_kept_beyond_its_end(int seconds)
    {
        await using var backend = new Backend();
        backend.WeChat.Faults.Next(FakeFault.Raw(200, "text/plain", System.Text.Encoding.UTF8.GetBytes($$"""{"access_token":"short-lived","expires_in":{{seconds}}}""")));

        var token = await backend.Client.AccessTokens.GetTokenAsync(Cancellation);

        Assert.Equal("short-lived", token.Value);
        Assert.InRange(token.ExpiresAt - backend.Clock.GetUtcNow(), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(seconds));
        backend.Advance(TimeSpan.FromSeconds(seconds));
        Assert.NotEqual("short-lived", (await backend.Client.AccessTokens.GetTokenAsync(Cancellation)).Value);
    }

    [Theory]
    [InlineData("""{"access_token":"t","expires_in":0}""")]
    [InlineData("""{"access_token":"t","expires_in":-5}""")]
    [InlineData("""{"access_token":"t"}""")]
    [InlineData("""{"access_token":"","expires_in":7200}""")]
    [InlineData("""{"expires_in":7200}""")]
    [InlineData("{}")]
    public async Task An_answer_without_a_token_that_lives_is_no_token(string answer)
    {
        await using var backend = RetryingBackend();
        backend.WeChat.Faults.Always(FakeFault.Raw(200, "text/plain", System.Text.Encoding.UTF8.GetBytes(answer)));

        var failure = await Assert.ThrowsAsync<WeChatException>(() => backend.Client.AccessTokens.GetTokenAsync(Cancellation).AsTask());

        Assert.Equal(WeChatErrorKind.OutcomeUnknown, failure.Kind);
    }

    [Fact]
    public async Task A_life_that_WeChat_never_gives_is_cut_to_two_hours()
    {
        await using var backend = new Backend();
        backend.WeChat.Faults.Next(FakeFault.Raw(200, "text/plain", """{"access_token":"t","expires_in":999999999}"""u8.ToArray()));

        var token = await backend.Client.AccessTokens.GetTokenAsync(Cancellation);

        Assert.True(token.ExpiresAt - backend.Clock.GetUtcNow() <= TimeSpan.FromHours(2));
    }

    [Fact]
    public async Task Being_busy_is_worth_two_more_tries()
    {
        await using var backend = RetryingBackend();
        backend.WeChat.Faults.Next(FakeFault.Error(-1), 2);

        var token = await backend.Client.AccessTokens.GetTokenAsync(Cancellation);

        Assert.NotEmpty(token.Value);
        Assert.Equal(3, backend.WeChat.Journal.CallsTo(StableToken));
    }

    [Fact]
    public async Task An_error_40001_of_the_token_endpoint_means_a_wrong_secret()
    {
        await using var backend = new Backend();
        backend.WeChat.Faults.Always(FakeFault.Error(40001));

        var failure = await Assert.ThrowsAsync<WeChatException>(() => backend.Client.AccessTokens.GetTokenAsync(Cancellation).AsTask());

        Assert.Equal(WeChatErrorKind.Misconfigured, failure.Kind);
        Assert.Contains("AppSecret is wrong", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, backend.WeChat.Journal.CallsTo(StableToken));
    }

    [Fact]
    public async Task An_egress_address_outside_the_whitelist_is_named()
    {
        await using var backend = new Backend();
        backend.WeChat.Tokens.RejectedAddress = "203.0.113.7";

        var failure = await Assert.ThrowsAsync<WeChatException>(() => backend.Client.AccessTokens.GetTokenAsync(Cancellation).AsTask());

        Assert.Equal(40164, failure.ErrorCode);
        Assert.Contains("203.0.113.7", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invalidating_drops_that_token_and_no_newer_one()
    {
        await using var backend = new Backend();
        var tokens = backend.Client.AccessTokens;
        var old = (await tokens.GetTokenAsync(Cancellation)).Value;
        backend.WeChat.Tokens.InvalidateAll();
        tokens.Invalidate(old);
        var young = (await tokens.GetTokenAsync(Cancellation)).Value;

        tokens.Invalidate(old);

        Assert.NotEqual(old, young);
        Assert.Equal(young, (await tokens.GetTokenAsync(Cancellation)).Value);
        Assert.Equal(2, backend.WeChat.Journal.CallsTo(StableToken));
    }

    [Fact]
    public void The_legacy_endpoint_is_refused_without_a_lease()
    {
        var options = new WeChatMiniOptions { AppId = "wx1234567890abcdef", AppSecret = "s", AccessTokens = { Endpoint = Sdk.AccessTokens.AccessTokenEndpoint.Legacy } };

        var failure = Assert.Throws<WeChatException>(() => WeChatMiniClient.Create(options));

        Assert.Contains("lease", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_frozen_process_uses_no_token_that_ended_meanwhile()
    {
        await using var backend = new Backend();
        var old = (await backend.Client.AccessTokens.GetTokenAsync(Cancellation)).Value;
        backend.Advance(TimeSpan.FromHours(3));

        Assert.NotEqual(old, (await backend.Client.AccessTokens.GetTokenAsync(Cancellation)).Value);
    }

    private static async Task<string[]> GetManyAsync(Backend backend, int callers) =>
        [.. (await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(() => backend.Client.AccessTokens.GetTokenAsync(Cancellation).AsTask())))).Select(token => token.Value)];

    /// <summary>A backend whose client waits between two tries for no time, and whose limits end no try, however busy the machine: its clock takes the place of the backend's own.</summary>
    private static Backend RetryingBackend() =>
        new(configure: static builder => builder.Services.AddSingleton<TimeProvider>(new RetryClock(new DateTimeOffset(2026, 1, 1, 0, 0, 30, TimeSpan.Zero))));

    private static async Task EventuallyAsync(Func<Task<bool>> holds)
    {
        while (!await holds())
        {
            await Task.Delay(5, Cancellation);
        }
    }
}
