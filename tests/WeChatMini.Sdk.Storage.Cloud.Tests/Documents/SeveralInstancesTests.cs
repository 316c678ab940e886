using SessionStores;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Storage.Cloud.Tests.Support;

namespace WeChatMini.Sdk.Storage.Cloud.Tests.Documents;

/// <summary>The contract with each call at another of three instances over one database: no queue keeps their writers apart, the versions must.</summary>
public sealed class SeveralInstancesTests(ITestOutputHelper output) : StoreContractTests(output)
{
    protected override string Engine => "three instances over documents in memory";

    protected override int Histories => 2_000;

    protected override ValueTask<ISessionStore> OpenAsync()
    {
        var first = new MemoryDocuments();
        return new(new RoundRobin(first, new MemoryDocuments(first), new MemoryDocuments(first)));
    }
}
