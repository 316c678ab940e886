using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Distributed;

namespace WeChatMini.Sdk.LeakTests.Sinks;

/// <summary>A shared cache that takes down all that it is given, bytes included. Its class is none of those that live in one process only.</summary>
internal sealed class RecordingCache(Recording recording) : IDistributedCache
{
    public const string Entries = "IDistributedCache keys and entries";

    private readonly ConcurrentDictionary<string, byte[]> _entries = new(StringComparer.Ordinal);

    public byte[]? Get(string key)
    {
        recording.Add(Entries, nameof(Get), key);
        return _entries.GetValueOrDefault(key);
    }

    public Task<byte[]?> GetAsync(string key, CancellationToken token = default) => Task.FromResult(Get(key));

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options)
    {
        recording.Add(Entries, nameof(Set), key);
        recording.AddObject(Entries, nameof(Set), value);
        _entries[key] = value;
    }

    public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
    {
        Set(key, value, options);
        return Task.CompletedTask;
    }

    public void Refresh(string key) => recording.Add(Entries, nameof(Refresh), key);

    public Task RefreshAsync(string key, CancellationToken token = default)
    {
        Refresh(key);
        return Task.CompletedTask;
    }

    public void Remove(string key)
    {
        recording.Add(Entries, nameof(Remove), key);
        _entries.TryRemove(key, out _);
    }

    public Task RemoveAsync(string key, CancellationToken token = default)
    {
        Remove(key);
        return Task.CompletedTask;
    }
}
