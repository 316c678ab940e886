using Microsoft.Extensions.Caching.Distributed;
using WeChatMini.Sdk.Errors;

namespace WeChatMini.Sdk.AccessTokens;

/// <summary>Any <see cref="IDistributedCache"/>. It can neither compare nor lease, so the last writer wins and each instance may fetch.</summary>
internal sealed class DistributedCacheShare : IAccessTokenShare
{
    private readonly IDistributedCache _cache;

    public DistributedCacheShare(IDistributedCache cache)
    {
        if (cache.GetType().FullName == "Microsoft.Extensions.Caching.Distributed.MemoryDistributedCache")
        {
            throw new WeChatException(WeChatErrorKind.Misconfigured, "ShareAccessTokens needs a cache that other instances can see; the registered IDistributedCache lives in this process's memory. Register a shared one, or leave ShareAccessTokens out.");
        }

        _cache = cache;
    }

    public bool HasLease => false;

    public async ValueTask<byte[]?> ReadAsync(string key, CancellationToken cancellationToken) => await _cache.GetAsync(key, cancellationToken).ConfigureAwait(false);

    public async ValueTask WriteAsync(string key, ReadOnlyMemory<byte> entry, DateTimeOffset expiresAt, CancellationToken cancellationToken) =>
        await _cache.SetAsync(key, entry.ToArray(), new DistributedCacheEntryOptions { AbsoluteExpiration = expiresAt }, cancellationToken).ConfigureAwait(false);

    public ValueTask<bool> TryLeaseAsync(string key, string owner, TimeSpan duration, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask ReleaseAsync(string key, string owner, CancellationToken cancellationToken) => throw new NotSupportedException();
}
