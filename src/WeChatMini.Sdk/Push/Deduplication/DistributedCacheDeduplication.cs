using System.Text;
using Microsoft.Extensions.Caching.Distributed;
using WeChatMini.Sdk.Errors;

namespace WeChatMini.Sdk.Push.Deduplication;

/// <summary>
/// Any <see cref="IDistributedCache"/>. It cannot add only what is not there, so copies that two instances get in the same moment are
/// both handled; WeChat's own retries, 5 seconds apart, are recognised. Nor can it remove only what is still the same: an instance that
/// gives back its claim in the very moment in which it ends may remove the next one's, and a third then handles the push, too.
/// </summary>
internal sealed class DistributedCacheDeduplication : IPushDeduplication
{
    private const byte Claimed = 0;
    private const byte Finished = 1;

    private readonly IDistributedCache _cache;

    public DistributedCacheDeduplication(IDistributedCache cache)
    {
        if (cache.GetType().FullName == "Microsoft.Extensions.Caching.Distributed.MemoryDistributedCache")
        {
            throw new WeChatException(WeChatErrorKind.Misconfigured, "UsePushDeduplication needs a cache that other instances can see; the registered IDistributedCache lives in this process's memory. Register a shared one, or leave UsePushDeduplication out.");
        }

        _cache = cache;
    }

    public async ValueTask<PushClaim> TryBeginAsync(string key, string owner, TimeSpan duration, CancellationToken cancellationToken)
    {
        if (await _cache.GetAsync(key, cancellationToken).ConfigureAwait(false) is { Length: > 0 } entry)
        {
            return entry[0] == Finished ? PushClaim.Done(entry.AsMemory(1)) : PushClaim.InProgress;
        }

        await WriteAsync(key, Claimed, Encoding.ASCII.GetBytes(owner), duration, cancellationToken).ConfigureAwait(false);
        return PushClaim.Mine;
    }

    public async ValueTask CompleteAsync(string key, string owner, ReadOnlyMemory<byte> result, TimeSpan life, CancellationToken cancellationToken) =>
        await WriteAsync(key, Finished, result.Span.ToArray(), life, cancellationToken).ConfigureAwait(false);

    public async ValueTask ReleaseAsync(string key, string owner, CancellationToken cancellationToken)
    {
        if (await _cache.GetAsync(key, cancellationToken).ConfigureAwait(false) is [Claimed, .. var holder] && Encoding.ASCII.GetString(holder) == owner)
        {
            await _cache.RemoveAsync(key, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task WriteAsync(string key, byte state, byte[] content, TimeSpan life, CancellationToken cancellationToken) =>
        await _cache.SetAsync(key, [state, .. content], new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = life }, cancellationToken).ConfigureAwait(false);
}
