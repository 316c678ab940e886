using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using WeChatMini.Sdk.AccessTokens;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Testing;
using WeChatMini.Sdk.Tests.Support;
using Xunit;

namespace WeChatMini.Sdk.Tests.AccessTokens;

/// <summary>The legacy endpoint is asked under a lease that all instances share, or not at all.</summary>
public sealed class LegacyEndpointTests : IAsyncDisposable
{
    private const string LegacyToken = "/cgi-bin/token";

    private readonly FakeWeChat _weChat = FakeWeChat.Start();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _weChat.DisposeAsync();

    /// <summary>An outage is nobody's misconfiguration: that is remembered for minutes, up to ten, however soon the share is back.</summary>
    [Fact]
    public async Task An_outage_of_the_share_is_over_when_the_share_is_back()
    {
        var clock = new FakeTimeProvider(_weChat.Clock.GetUtcNow());
        var share = new MemoryShare { Before = (_, _) => throw new TimeoutException("down") };
        await using var provider = Start(Configuration(AccessTokenEndpoint.Legacy), share, clock);
        var tokens = provider.GetRequiredService<WeChatMiniClient>().AccessTokens;
        for (var outage = 0; outage < 10; outage++)
        {
            var failure = await Assert.ThrowsAsync<WeChatException>(() => tokens.GetTokenAsync(Cancellation).AsTask());
            Assert.Equal(WeChatErrorKind.Busy, failure.Kind);
            Assert.Contains("lease", failure.Message, StringComparison.Ordinal);
            clock.Advance(TimeSpan.FromSeconds(10));
        }

        share.Before = (_, _) => default;

        Assert.NotEmpty((await tokens.GetTokenAsync(Cancellation)).Value);
        Assert.Equal(1, _weChat.Journal.CallsTo(LegacyToken));
    }

    [Fact]
    public async Task It_is_refused_without_a_lease_also_when_it_is_chosen_while_the_process_runs()
    {
        var configuration = Configuration(AccessTokenEndpoint.Stable);
        await using var provider = Start(configuration, new WithoutLease(), TimeProvider.System);
        var tokens = provider.GetRequiredService<WeChatMiniClient>().AccessTokens;
        configuration["AccessTokens:Endpoint"] = nameof(AccessTokenEndpoint.Legacy);
        configuration.Reload();

        var failure = await Assert.ThrowsAsync<WeChatException>(() => tokens.GetTokenAsync(Cancellation).AsTask());

        Assert.Equal(WeChatErrorKind.Misconfigured, failure.Kind);
        Assert.Contains("lease", failure.Message, StringComparison.Ordinal);
        Assert.Equal(0, _weChat.Journal.CallsTo(LegacyToken));
    }

    private static ServiceProvider Start(IConfiguration configuration, IAccessTokenShare share, TimeProvider clock)
    {
        var services = new ServiceCollection();
        services.AddSingleton(clock);
        services.AddWeChatMini(configuration).ShareAccessTokens(_ => share);
        return services.BuildServiceProvider();
    }

    private IConfigurationRoot Configuration(AccessTokenEndpoint endpoint) => new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["AppId"] = _weChat.AppId,
        ["AppSecret"] = _weChat.AppSecret,
        ["BaseAddress"] = _weChat.BaseAddress.ToString(),
        ["AccessTokens:Endpoint"] = endpoint.ToString(),
    }).Build();

    private sealed class WithoutLease : IAccessTokenShare
    {
        public bool HasLease => false;

        public ValueTask<byte[]?> ReadAsync(string key, CancellationToken cancellationToken) => new((byte[]?)null);

        public ValueTask WriteAsync(string key, ReadOnlyMemory<byte> entry, DateTimeOffset expiresAt, CancellationToken cancellationToken) => default;

        public ValueTask<bool> TryLeaseAsync(string key, string owner, TimeSpan duration, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask ReleaseAsync(string key, string owner, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
