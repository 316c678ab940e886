using SessionStores;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Storage.Tests.Contract;

public sealed class MemoryStoreTests(ITestOutputHelper output) : StoreContractTests(output)
{
    protected override string Engine => "memory";

    protected override int Histories => 2_000;

    protected override ValueTask<ISessionStore> OpenAsync() => new(new MemorySessionStore(capacity: 1_000_000));
}
