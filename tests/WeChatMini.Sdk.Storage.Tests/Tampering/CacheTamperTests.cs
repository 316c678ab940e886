using Microsoft.Extensions.DependencyInjection;
using SessionStores;
using StackExchange.Redis;
using WeChatMini.Sdk.DependencyInjection;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Tampering;

/// <summary>Gate G8 on an IDistributedCache, which here is a Redis: the epoch, the session and the key slot of a user are entries of their own.</summary>
public sealed class CacheTamperTests(RedisFixture redis, ITestOutputHelper output) : TamperContract(output), IClassFixture<RedisFixture>, IAsyncDisposable
{
    /// <summary>The field in which the driver of Microsoft's cache keeps what it was given.</summary>
    private const string Data = "data";

    private RedisServer? _server;
    private ConnectionMultiplexer? _admin;

    protected override string Engine => "IDistributedCache";

    public async ValueTask DisposeAsync() => await (_admin?.DisposeAsync() ?? default);

    private protected override async Task PrepareAsync()
    {
        _server = await redis.ServerAsync();
        _admin = await ConnectionMultiplexer.ConnectAsync(_server.Configuration + ",allowAdmin=true");
        await _admin.GetServers()[0].FlushAllDatabasesAsync();
    }

    private protected override void UseStore(WeChatMiniBuilder builder)
    {
        builder.Services.AddStackExchangeRedisCache(options => options.Configuration = _server!.Configuration);
        builder.UseDistributedCacheSessions();
    }

    private protected override async Task<IReadOnlyList<StoredValue>> ValuesAsync(UserHandle user)
    {
        var values = new List<StoredValue>();
        foreach (var place in new[] { "epoch", "key", "s" })
        {
            values.Add(new StoredValue(place, (byte[])(await _admin!.GetDatabase().HashGetAsync(await KeyAsync(user, place), Data))!));
        }

        return values;
    }

    private protected override async Task WriteAsync(UserHandle user, StoredValue value) =>
        await _admin!.GetDatabase().HashSetAsync(await KeyAsync(user, value.Place), Data, value.Bytes);

    /// <summary>The key of a session goes on with the hash of its token.</summary>
    private async Task<RedisKey> KeyAsync(UserHandle user, string place) => await _admin!.GetServers()[0].KeysAsync(pattern: $"wxmini:{{{user}}}:{place}*").SingleAsync();
}
