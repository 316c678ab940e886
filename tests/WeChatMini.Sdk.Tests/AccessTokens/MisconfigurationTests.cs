using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using WeChatMini.Sdk.AccessTokens;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Testing;
using WeChatMini.Sdk.Tests.Support;
using Xunit;

namespace WeChatMini.Sdk.Tests.AccessTokens;

/// <summary>Gate G18: what only an operator can mend burns no quota, says how to mend it, and is over when it is mended.</summary>
public sealed class MisconfigurationTests : IAsyncDisposable
{
    private const string StableToken = "/cgi-bin/stable_token";

    private static readonly int CallsPerSecond = Long.Or(20, 1000);

    private readonly FakeWeChat _weChat = FakeWeChat.Start();
    private readonly FakeTimeProvider _clock;
    private readonly IConfigurationRoot _configuration;
    private readonly ServiceProvider _services;

    public MisconfigurationTests()
    {
        _clock = new FakeTimeProvider(_weChat.Clock.GetUtcNow());
        _configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AppId"] = _weChat.AppId,
            ["AppSecret"] = _weChat.AppSecret,
            ["BaseAddress"] = _weChat.BaseAddress.ToString(),
        }).Build();
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(_clock);
        services.AddWeChatMini(_configuration);
        _services = services.BuildServiceProvider();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IAccessTokenProvider Tokens => _services.GetRequiredService<WeChatMiniClient>().AccessTokens;

    private int Fetches => _weChat.Journal.CallsTo(StableToken);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _weChat.DisposeAsync();
    }

    [Theory]
    [InlineData(40125, WeChatErrorKind.Misconfigured, "Correct AppSecret")]
    [InlineData(40001, WeChatErrorKind.Misconfigured, "Correct AppSecret")]
    [InlineData(40164, WeChatErrorKind.Misconfigured, "203.0.113.7")]
    [InlineData(45009, WeChatErrorKind.SlowDown, "quota")]
    public async Task Ten_minutes_of_load_cost_a_few_requests_and_a_correction_works_at_once(int code, WeChatErrorKind kind, string advice)
    {
        Break(code);
        for (var second = 0; second < 600; second++)
        {
            var failures = await Task.WhenAll(Enumerable.Range(0, CallsPerSecond).Select(_ => FailureAsync()));

            Assert.All(failures, failure =>
            {
                Assert.Equal((kind, code), (failure.Kind, failure.ErrorCode));
                Assert.Contains(advice, failure.Message, StringComparison.Ordinal);
                Assert.True(failure.RetryAfter > TimeSpan.Zero);
            });
            _clock.Advance(TimeSpan.FromSeconds(1));
            _weChat.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Figures.Report($"G18 {code}: {CallsPerSecond} calls a second for 600 s, {Fetches} requests to WeChat");
        Assert.InRange(Fetches, 1, 20);

        var before = Fetches;
        Mend();
        Assert.NotEmpty((await Tokens.GetTokenAsync(Cancellation)).Value);
        Assert.Equal(before + 1, Fetches);
    }

    [Fact]
    public async Task Who_asks_after_the_correction_does_not_share_the_failure_of_the_wrong_secret()
    {
        Break(40125);
        _weChat.Faults.Next(FakeFault.Hang);
        var old = Tokens.GetTokenAsync(Cancellation).AsTask();
        await _weChat.Journal.WaitForArrivalsAsync(1, Cancellation);

        _configuration["AppSecret"] = _weChat.AppSecret;
        _configuration.Reload();
        var young = await Tokens.GetTokenAsync(Cancellation).AsTask().WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        _weChat.Faults.Clear();

        // And who asked before gets the good token instead of the late word on the wrong secret.
        Assert.Equal(young.Value, (await old).Value);
        Assert.Equal(young.Value, (await Tokens.GetTokenAsync(Cancellation)).Value);
        Assert.Equal(2, Fetches);
    }

    [Fact]
    public async Task A_token_of_the_app_that_was_configured_before_is_used_no_more()
    {
        var other = _weChat.Apps.Add("wxfedcba0987654321", "another-secret");
        var old = (await Tokens.GetTokenAsync(Cancellation)).Value;

        (_configuration["AppId"], _configuration["AppSecret"]) = (other.AppId, other.AppSecret);
        _configuration.Reload();

        Assert.NotEqual(old, (await Tokens.GetTokenAsync(Cancellation)).Value);
        Assert.Equal(1, other.Tokens.Issued);
    }

    /// <summary>Security policy 4.3: a minute's quota is held until the next minute, never less, however often it is met.</summary>
    [Fact]
    public async Task A_used_up_minute_is_asked_about_once_in_each_minute()
    {
        _weChat.Faults.Always(FakeFault.Error(45011));
        _clock.Advance(TimeSpan.FromSeconds(60 - _clock.GetUtcNow().Second));
        var asked = new List<DateTimeOffset>();
        for (var second = 0; second < 600; second++)
        {
            var before = Fetches;
            Assert.Equal(WeChatErrorKind.SlowDown, (await FailureAsync()).Kind);
            asked.AddRange(Enumerable.Repeat(_clock.GetUtcNow(), Fetches - before));
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        var perMinute = asked.CountBy(at => at.Minute).ToList();
        Assert.Equal(10, perMinute.Count);
        Assert.All(perMinute, minute => Assert.Equal(1, minute.Value));
    }

    private async Task<WeChatException> FailureAsync() => await Assert.ThrowsAsync<WeChatException>(() => Tokens.GetTokenAsync(Cancellation).AsTask());

    private void Break(int code)
    {
        switch (code)
        {
            case 40125:
                _configuration["AppSecret"] = "wrong";
                _configuration.Reload();
                break;
            case 40164:
                _weChat.Tokens.RejectedAddress = "203.0.113.7";
                break;
            case 45009:
                _weChat.Tokens.CallsPerDay = 0;
                break;
            default:
                _weChat.Faults.Always(FakeFault.Error(code));
                break;
        }
    }

    private void Mend()
    {
        _weChat.Faults.Clear();
        _weChat.Tokens.RejectedAddress = null;
        _weChat.Tokens.CallsPerDay = 500_000;
        _configuration["AppSecret"] = _weChat.AppSecret;
        _configuration.Reload();
    }
}
