using Microsoft.Extensions.DependencyInjection;
using SessionStores;
using StackExchange.Redis;
using WeChatMini.Sdk.DependencyInjection;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Storage.Redis.Tests.Sessions;

/// <summary>Gate G8 on Redis.</summary>
public sealed class RedisTamperTests(ITestOutputHelper output) : TamperContract(output), IAsyncDisposable
{
    private RedisServer? _redis;
    private ConnectionMultiplexer? _admin;

    protected override string Engine => "Redis";

    public async ValueTask DisposeAsync()
    {
        await (_admin?.DisposeAsync() ?? default);
        await (_redis?.DisposeAsync() ?? default);
    }

    private protected override async Task PrepareAsync()
    {
        _redis = await RedisServer.StartAsync();
        _admin = await ConnectionMultiplexer.ConnectAsync(_redis.Configuration);
    }

    private protected override void UseStore(WeChatMiniBuilder builder) => builder.UseRedisSessions(_redis!.Configuration);

    private protected override async Task<IReadOnlyList<StoredValue>> ValuesAsync(UserHandle user) =>
        [.. (await _admin!.GetDatabase().HashGetAllAsync(KeyOf(user))).OrderBy(KindOf).Select(entry => new StoredValue(KindOf(entry), (byte[])entry.Value!))];

    private protected override async Task WriteAsync(UserHandle user, StoredValue value)
    {
        var fields = await _admin!.GetDatabase().HashGetAllAsync(KeyOf(user));
        await _admin.GetDatabase().HashSetAsync(KeyOf(user), fields.Single(entry => KindOf(entry) == value.Place).Name, value.Bytes);
    }

    private static RedisKey KeyOf(UserHandle user) => $"wxmini:session:{{{user}}}";

    /// <summary>A session's field is its letter with the hash of its token, the key slot's a letter.</summary>
    private static string KindOf(HashEntry entry) => ((char)((byte[])entry.Name!)[0]).ToString();
}
