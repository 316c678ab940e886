using SessionStores;
using WeChatMini.Sdk.DependencyInjection;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Storage.Cloud.Tests.Documents;

/// <summary>Gate G8 on documents, which DynamoDB and Azure Tables keep as they are.</summary>
public sealed class DocumentTamperTests(ITestOutputHelper output) : TamperContract(output)
{
    private readonly MemoryDocuments _documents = new();

    protected override string Engine => "documents in memory";

    private protected override Task PrepareAsync() => Task.CompletedTask;

    private protected override void UseStore(WeChatMiniBuilder builder) => builder.UseSessionStore(_ => _documents);

    private protected override Task<IReadOnlyList<StoredValue>> ValuesAsync(UserHandle user) =>
        Task.FromResult<IReadOnlyList<StoredValue>>([new StoredValue("document", _documents.ContentOf(user).ToArray())]);

    private protected override Task WriteAsync(UserHandle user, StoredValue value)
    {
        _documents.Planted[user] = value.Bytes;
        return Task.CompletedTask;
    }
}
