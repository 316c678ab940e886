using SessionStores;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Storage.Tests.Support;
using WeChatMini.Sdk.Testing.Stores;

namespace WeChatMini.Sdk.Storage.Tests.Contract;

/// <summary>What a cache can promise, on the one that most applications have: Redis through its IDistributedCache.</summary>
public sealed class CacheStoreTests(RedisFixture redis, ITestOutputHelper output) : StoreContractTests(output), IClassFixture<RedisFixture>
{
    private CacheStore? _opened;

    protected override string Engine => "IDistributedCache";

    protected override SessionStorePromises Promises => SessionStorePromises.Touch | SessionStorePromises.KeySlot;

    protected override async ValueTask<ISessionStore> OpenAsync()
    {
        _opened = CacheStore.OverRedis((await redis.ServerAsync()).Configuration);
        return _opened.Store;
    }

    protected override ValueTask CloseAsync(ISessionStore store) => _opened!.DisposeAsync();
}
