using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Contract;

public sealed class SqliteStoreTests : SessionStoreContract, IDisposable
{
    private readonly SqliteFile _file = new();

    public SqliteStoreTests() => Store = _file.Open();

    protected override ISessionStore Store { get; }

    public void Dispose() => _file.Dispose();
}
