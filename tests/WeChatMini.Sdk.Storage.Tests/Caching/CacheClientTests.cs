using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using SessionStores;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Storage.Tests.Support;
using WeChatMini.Sdk.Testing;

namespace WeChatMini.Sdk.Storage.Tests.Caching;

/// <summary>The store as an application uses it: behind a client, with real logins.</summary>
public sealed class CacheClientTests(RedisFixture redis) : IClassFixture<RedisFixture>, IAsyncDisposable
{
    private readonly FakeWeChat _weChat = FakeWeChat.Start();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_one_instance_ends_every_other_refuses_at_once()
    {
        var configuration = (await redis.ServerAsync()).Configuration;
        await using var first = OverRedis(configuration);
        await using var second = OverRedis(configuration);
        var user = _weChat.Users.Add("o-alice");
        var phone = (await first.Client.LoginAsync(user.NextLoginCode(), Ct)).Token;
        var tablet = (await first.Client.LoginAsync(user.NextLoginCode(), Ct)).Token;
        Assert.NotNull(await second.Client.Sessions.ValidateAsync(phone, Ct));

        await second.Client.Sessions.RevokeAllAsync("o-alice", Ct);
        Assert.Null(await first.Client.Sessions.ValidateAsync(phone, Ct));
        Assert.Null(await first.Client.Sessions.ValidateAsync(tablet, Ct));

        var next = (await first.Client.LoginAsync(user.NextLoginCode(), Ct)).Token;
        Assert.NotNull(await second.Client.Sessions.ValidateAsync(next, Ct));
        Assert.True(await second.Client.Sessions.LogoutAsync(next, Ct));
        Assert.Null(await first.Client.Sessions.ValidateAsync(next, Ct));
    }

    [Fact]
    public async Task Use_keeps_a_session_alive_beyond_its_first_idle_end()
    {
        await using var app = Over(new ListedCache());
        var token = (await app.Client.LoginAsync(_weChat.Users.Add("o-bob").NextLoginCode(), Ct)).Token;
        for (var day = 0; day < 5; day++)
        {
            app.Clock.Advance(TimeSpan.FromDays(2));
            Assert.NotNull(await app.Client.Sessions.ValidateAsync(token, Ct));
        }

        app.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Null(await app.Client.Sessions.ValidateAsync(token, Ct));
    }

    [Fact]
    public Task A_cache_that_is_away_is_store_unavailable_and_never_signed_out() => RealTime.HoldsAsync(async () =>
    {
        await using var server = await RedisServer.StartAsync();
        await using var patient = OverRedis(server.Configuration);
        var user = _weChat.Users.Find("o-carol") ?? _weChat.Users.Add("o-carol");
        var token = (await patient.Client.LoginAsync(user.NextLoginCode(), Ct)).Token;
        await using var app = OverRedis(server.Configuration + ",connectTimeout=200,syncTimeout=200,asyncTimeout=200,abortConnect=false");
        Assert.NotNull(await app.Client.Sessions.ValidateAsync(token, Ct));
        await server.KillAsync();

        var exception = await Assert.ThrowsAsync<WeChatException>(() => app.Client.Sessions.ValidateAsync(token, Ct).AsTask());
        Assert.Equal(WeChatErrorKind.StoreUnavailable, exception.Kind);
    });

    [Fact]
    public async Task What_a_cache_cannot_do_is_refused_and_ends_no_session()
    {
        await using var app = Over(new ListedCache());
        var token = (await app.Client.LoginAsync(_weChat.Users.Add("o-dave").NextLoginCode(), Ct)).Token;

        Assert.Equal(WeChatErrorKind.StoreUnavailable, (await Assert.ThrowsAsync<WeChatException>(() => app.Client.Sessions.ListAsync("o-dave", Ct).AsTask())).Kind);
        Assert.Equal(WeChatErrorKind.LoginAgain, (await Assert.ThrowsAsync<WeChatException>(() => app.Client.Sessions.RotateAsync(token, Ct).AsTask())).Kind);
        Assert.Equal(0, await app.Client.Sessions.PurgeAsync(cancellationToken: Ct));
        Assert.NotNull(await app.Client.Sessions.ValidateAsync(token, Ct));
    }

    [Fact]
    public async Task A_cache_in_memory_is_seen_by_one_instance_only_and_says_so()
    {
        await using var memory = CacheStore.Over(new MemoryDistributedCache(Microsoft.Extensions.Options.Options.Create(new MemoryDistributedCacheOptions())));
        await using var shared = CacheStore.Over(new ListedCache());

        Assert.True(memory.Store.IsPerInstance);
        Assert.False(shared.Store.IsPerInstance);
    }

    public ValueTask DisposeAsync() => _weChat.DisposeAsync();

    private LoggedInClient Over(IDistributedCache cache) => new(_weChat, builder =>
    {
        builder.Services.AddSingleton(cache);
        builder.UseDistributedCacheSessions();
    });

    private LoggedInClient OverRedis(string configuration) => new(_weChat, builder =>
    {
        builder.Services.AddStackExchangeRedisCache(options => options.Configuration = configuration);
        builder.UseDistributedCacheSessions();
    });
}
