using StackExchange.Redis;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Storage.Redis.Tests.Support;

namespace WeChatMini.Sdk.Storage.Redis.Tests.Sessions;

/// <summary>Each error of Redis that an operator must correct says how, and never with the password. Reading goes on wherever Redis lets it.</summary>
public sealed class RedisErrorTests : IAsyncLifetime
{
    private const string Password = "redis-secret-8Kq";

    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly SessionAddress Phone = new(SessionWriter.Login.NewUser(), SessionWriter.Login.NewToken());

    private RedisServer _redis = null!;
    private ConnectionMultiplexer _admin = null!;
    private Stores _stores = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IDatabase Admin => _admin.GetDatabase();

    public async ValueTask InitializeAsync()
    {
        _redis = await RedisServer.StartAsync(Password);
        _admin = await ConnectionMultiplexer.ConnectAsync(_redis.Configuration + ",allowAdmin=true");
        _stores = Stores.Over(_redis.Configuration);
        await RealTime.HoldsAsync(() => _stores.Store.CreateAsync(SessionWriter.Login.Of(Phone.User, Phone.Token), Ct).AsTask());
    }

    public async ValueTask DisposeAsync()
    {
        await _stores.DisposeAsync();
        await _admin.DisposeAsync();
        await _redis.DisposeAsync();
    }

    [Theory]
    [InlineData(",password=wrong-secret")]
    [InlineData(",user=nobody,password=wrong-secret")]
    [InlineData("")]
    public async Task A_wrong_password_is_named_as_the_cause_and_not_printed(string access)
    {
        await using var stores = Stores.Over(_redis.Configuration.Split(',')[0] + access);

        await FailAsync("Redis refused the user name or password of the configuration", stores.Store);
    }

    [Fact]
    public Task A_right_that_is_missing_is_named_as_the_cause() => RealTime.HoldsAsync(async () =>
    {
        await Admin.ExecuteAsync("ACL", "SETUSER", "guest", "on", ">guest-secret", "resetchannels", "~*", "-@all", "+eval", "+evalsha", "+script|load", "+@connection", "+hget", "+hmget", "+hgetall");
        await using var stores = Stores.Over(_redis.Configuration.Split(',')[0] + ",user=guest,password=guest-secret");

        await FailAsync("The Redis user lacks a right", stores.Store);
        await StillSignedInAsync(stores.Store);
    });

    [Fact]
    public Task The_rights_that_the_message_names_are_enough() => RealTime.HoldsAsync(async () =>
    {
        await Admin.ExecuteAsync(
            "ACL", "SETUSER", "app", "on", ">app-secret", "resetchannels", "~wxmini:session:*", "-@all", "+eval", "+evalsha", "+script|load", "+@connection",
            "+hget", "+hmget", "+hgetall", "+hkeys", "+hset", "+hdel", "+pttl", "+pexpire");
        await using var stores = Stores.Over(_redis.Configuration.Split(',')[0] + ",user=app,password=app-secret");
        var address = new SessionAddress(SessionWriter.Login.NewUser(), SessionWriter.Login.NewToken());

        await stores.Store.CreateAsync(SessionWriter.Login.Of(address.User, address.Token), Ct);
        Assert.True(await stores.Store.TouchAsync(address, new SessionTouch(Now, Now.AddDays(3)), Ct));
        Assert.Single(await stores.Store.ListAsync(address.User, Now, Ct));
        Assert.NotNull((await stores.Store.FindAsync(address, Now, Ct)).Session);
        Assert.Null((await stores.Store.FindAsync(new SessionAddress(address.User, SessionWriter.Login.NewToken()), Now, Ct)).Session);
        Assert.True(await stores.Store.RevokeAsync(address, Now, Ct));
        await stores.Store.RevokeAllAsync(address.User, Ct);
    });

    [Fact]
    public Task A_replica_is_named_as_the_cause() => RealTime.HoldsAsync(async () =>
    {
        await Admin.ExecuteAsync("REPLICAOF", "127.0.0.1", "1");
        await using var stores = Stores.Over(_redis.Configuration);

        await FailAsync("Redis takes no writes here", stores.Store);
        await StillSignedInAsync(stores.Store);
    });

    [Fact]
    public async Task Too_few_replicas_are_named_as_the_cause()
    {
        await Admin.ExecuteAsync("CONFIG", "SET", "min-replicas-to-write", "1");

        await FailAsync("Redis takes no writes here", _stores.Store);
        await StillSignedInAsync(_stores.Store);
    }

    [Fact]
    public async Task Memory_that_has_run_out_is_named_as_the_cause_and_nothing_is_written_by_half()
    {
        await Admin.ExecuteAsync("CONFIG", "SET", "maxmemory-policy", "noeviction");
        await Admin.ExecuteAsync("CONFIG", "SET", "maxmemory", "1");

        await FailAsync("Redis is out of memory", _stores.Store);
        Assert.Equal(1, (long)await Admin.ExecuteAsync("DBSIZE"));
        await StillSignedInAsync(_stores.Store);
        Assert.True(await _stores.Store.RevokeAsync(Phone, Now, Ct));
    }

    [Fact]
    public Task A_key_that_something_else_wrote_is_named_as_the_cause() => RealTime.HoldsAsync(async () =>
    {
        var user = SessionWriter.Login.NewUser();
        await Admin.StringSetAsync($"wxmini:session:{{{user}}}", "theirs");

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => _stores.Store.CreateAsync(SessionWriter.Login.Of(user, SessionWriter.Login.NewToken()), Ct).AsTask());
        Assert.Contains("is of another type", exception.Message, StringComparison.Ordinal);
        Assert.Equal("theirs", (string?)await Admin.StringGetAsync($"wxmini:session:{{{user}}}"));
    });

    private static async Task FailAsync(string sentence, ISessionStore store)
    {
        var exception = await ThrowsAsync(store);
        for (var attempt = 0; !Says(exception, sentence) && IsNoAnswer(exception) && attempt < 100; attempt++)
        {
            // On a busy machine a connection may take longer than its second; Redis has then said nothing yet, and the driver tries again every half second.
            Assert.DoesNotContain("secret", exception.ToString(), StringComparison.Ordinal);
            await Task.Delay(100, Ct);
            exception = await ThrowsAsync(store);
        }

        Assert.DoesNotContain("secret", exception.ToString(), StringComparison.Ordinal);
        Assert.True(Says(exception, sentence), exception.ToString());
    }

    private static bool Says(Exception exception, string sentence) => exception is InvalidOperationException && exception.Message.Contains(sentence, StringComparison.Ordinal);

    private static bool IsNoAnswer(Exception exception) => exception is RedisConnectionException or TimeoutException || Says(exception, "given up while it was being made");

    private static Task<Exception> ThrowsAsync(ISessionStore store) =>
        Assert.ThrowsAnyAsync<Exception>(() => store.CreateAsync(SessionWriter.Login.Of(SessionWriter.Login.NewUser(), SessionWriter.Login.NewToken()), Ct).AsTask());

    private static async Task StillSignedInAsync(ISessionStore store) => Assert.NotNull((await store.FindAsync(Phone, Now, Ct)).Session);
}
