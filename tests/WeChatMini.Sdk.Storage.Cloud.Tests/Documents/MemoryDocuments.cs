using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Storage.Documents;

namespace WeChatMini.Sdk.Storage.Cloud.Tests.Documents;

/// <summary>A database of documents that a test can watch and get in the way of. It is the model for a store of one's own.</summary>
internal sealed class MemoryDocuments : DocumentSessionStore
{
    private readonly ConcurrentDictionary<UserHandle, SessionDocument> _documents;
    private int _loads;
    private int _saves;

    public MemoryDocuments(MemoryDocuments? sameAs = null) => _documents = sameAs?._documents ?? new();

    public int Loads => Volatile.Read(ref _loads);

    public int Saves => Volatile.Read(ref _saves);

    /// <summary>Says of the number of a write whether it is refused as a lost race.</summary>
    public Func<int, bool> Refuses { get; init; } = static _ => false;

    /// <summary>Whether a write is made and then refused, as a client sees it that lost the answer and repeated the write.</summary>
    public bool RepeatsWrites { get; init; }

    public Func<Task> BeforeSave { get; init; } = static () => Task.CompletedTask;

    /// <summary>Whether a read ignores its cancellation and never answers.</summary>
    public bool IsSilent { get; set; }

    public int MostBytes { get; init; } = 400_000;

    protected override string Engine => "The test's memory";

    protected override int MaxDocumentSize => MostBytes;

    public ReadOnlyMemory<byte> ContentOf(UserHandle user) => _documents[user].Content;

    public SessionDocument DocumentOf(UserHandle user) => _documents[user];

    public bool Has(UserHandle user) => _documents.ContainsKey(user);

    /// <summary>Bytes that are returned in the place of a user's document.</summary>
    public Dictionary<UserHandle, byte[]> Planted { get; } = [];

    protected override async ValueTask<StoredDocument?> LoadAsync(UserHandle user, CancellationToken cancellationToken)
    {
        await (IsSilent ? Task.Delay(Timeout.Infinite, CancellationToken.None) : Task.CompletedTask);
        await Task.Yield();
        Interlocked.Increment(ref _loads);
        return Planted.TryGetValue(user, out var planted) ? new StoredDocument(planted, "planted")
            : _documents.TryGetValue(user, out var document) ? new StoredDocument(document.Content, VersionOf(document)) : null;
    }

    protected override async ValueTask<bool> SaveAsync(UserHandle user, SessionDocument document, string? version, CancellationToken cancellationToken)
    {
        await Task.Yield();
        await BeforeSave();
        if (Refuses(Interlocked.Increment(ref _saves)))
        {
            return false;
        }

        return Write(user, document, version) && !RepeatsWrites;
    }

    private bool Write(UserHandle user, SessionDocument document, string? version) =>
        version is null ? _documents.TryAdd(user, document) : _documents.TryGetValue(user, out var known) && VersionOf(known) == version && _documents.TryUpdate(user, document, known);

    protected override async ValueTask<bool> DeleteAsync(UserHandle user, string version, CancellationToken cancellationToken)
    {
        await Task.Yield();
        return _documents.TryGetValue(user, out var known) && VersionOf(known) == version && _documents.TryRemove(new(user, known));
    }

    protected override async IAsyncEnumerable<UserHandle> ScanAsync(DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var (user, _) in _documents.Where(entry => entry.Value.PurgeAt <= now))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
            yield return user;
        }
    }

    private static string VersionOf(SessionDocument document) => document.Stamp.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
