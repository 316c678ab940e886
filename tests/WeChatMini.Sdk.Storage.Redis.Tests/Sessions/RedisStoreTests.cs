using SessionStores;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Storage.Redis.Tests.Support;
using WeChatMini.Sdk.Testing.Stores;

namespace WeChatMini.Sdk.Storage.Redis.Tests.Sessions;

public sealed class RedisStoreTests(RedisFixture redis, ITestOutputHelper output) : StoreContractTests(output), IClassFixture<RedisFixture>
{
    private Stores? _stores;

    protected override string Engine => "Redis";

    /// <summary>Redis removes what has ended by itself, after a day.</summary>
    protected override SessionStorePromises Promises => SessionStorePromises.All & ~SessionStorePromises.Purge;

    protected override int Histories => 2_000;

    protected override async ValueTask<ISessionStore> OpenAsync()
    {
        _stores = Stores.Over((await redis.ServerAsync()).Configuration);
        return _stores.Store;
    }

    protected override ValueTask CloseAsync(ISessionStore store) => _stores!.DisposeAsync();
}
