using SessionStores;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Storage.Cloud.Tests.Documents;

/// <summary>The contract on documents in memory, where nothing but the base class is at work.</summary>
public sealed class DocumentStoreTests(ITestOutputHelper output) : StoreContractTests(output)
{
    protected override string Engine => "documents in memory";

    protected override int Histories => 2_000;

    protected override ValueTask<ISessionStore> OpenAsync() => new(new MemoryDocuments());
}
