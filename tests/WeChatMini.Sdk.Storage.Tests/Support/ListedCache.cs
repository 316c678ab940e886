using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Distributed;

namespace WeChatMini.Sdk.Storage.Tests.Support;

/// <summary>A cache whose entries a test can see, take away and change, and in which others may act between two calls of the store.</summary>
internal sealed class ListedCache : IDistributedCache
{
    public ConcurrentDictionary<string, byte[]> Entries { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, DistributedCacheEntryOptions> Lives { get; } = new(StringComparer.Ordinal);

    /// <summary>Runs before an entry is written, with its key.</summary>
    public Func<string, Task> BeforeWrite { get; set; } = static _ => Task.CompletedTask;

    /// <summary>The key of the only entry whose key has this part.</summary>
    public string KeyOf(string part) => Assert.Single(Entries.Keys, key => key.Contains(part, StringComparison.Ordinal));

    public Task<byte[]?> GetAsync(string key, CancellationToken token = default) => Task.FromResult(Entries.GetValueOrDefault(key));

    public async Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
    {
        await BeforeWrite(key);
        (Entries[key], Lives[key]) = (value, options);
    }

    public Task RemoveAsync(string key, CancellationToken token = default)
    {
        Entries.TryRemove(key, out _);
        return Task.CompletedTask;
    }

    public Task RefreshAsync(string key, CancellationToken token = default) => Task.CompletedTask;

    public byte[]? Get(string key) => throw new NotSupportedException();

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => throw new NotSupportedException();

    public void Remove(string key) => throw new NotSupportedException();

    public void Refresh(string key) => throw new NotSupportedException();
}
