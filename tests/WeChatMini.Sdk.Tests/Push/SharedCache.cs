using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Internal;

namespace WeChatMini.Sdk.Tests.Push;

/// <summary>
/// A <see cref="MemoryDistributedCache"/> that two "processes" of a test share. Under its own name the library refuses it, since in an
/// application it is never shared.
/// </summary>
internal sealed class SharedCache(TimeProvider clock) : IDistributedCache
{
    private readonly MemoryDistributedCache _inner = new(Microsoft.Extensions.Options.Options.Create(new MemoryDistributedCacheOptions { Clock = new Clock(clock) }));

    /// <summary>Runs after every read, before the answer is given.</summary>
    public Func<Task> AfterRead { get; set; } = () => Task.CompletedTask;

    public byte[]? Get(string key) => _inner.Get(key);

    public async Task<byte[]?> GetAsync(string key, CancellationToken token = default)
    {
        var found = await _inner.GetAsync(key, token);
        await AfterRead();
        return found;
    }

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => _inner.Set(key, value, options);

    public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default) => _inner.SetAsync(key, value, options, token);

    public void Refresh(string key) => _inner.Refresh(key);

    public Task RefreshAsync(string key, CancellationToken token = default) => _inner.RefreshAsync(key, token);

    public void Remove(string key) => _inner.Remove(key);

    public Task RemoveAsync(string key, CancellationToken token = default) => _inner.RemoveAsync(key, token);

    private sealed class Clock(TimeProvider time) : ISystemClock
    {
        public DateTimeOffset UtcNow => time.GetUtcNow();
    }
}
