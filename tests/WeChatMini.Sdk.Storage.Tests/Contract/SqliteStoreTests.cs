using SessionStores;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Contract;

public sealed class SqliteStoreTests(ITestOutputHelper output) : StoreContractTests(output)
{
    private readonly SqliteFile _file = new();

    protected override string Engine => "SQLite";

    protected override int Histories => 2_000;

    protected override ValueTask<ISessionStore> OpenAsync() => new(_file.Open());

    protected override ValueTask CloseAsync(ISessionStore store)
    {
        _file.Dispose();
        return default;
    }
}
