using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Storage.Tests.Contract;

public sealed class MemoryStoreTests : SessionStoreContract
{
    protected override ISessionStore Store { get; } = new MemorySessionStore();
}
