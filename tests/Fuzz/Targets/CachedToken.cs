using System.Text;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging.Abstractions;
using WeChatMini.Fuzz.Support;
using WeChatMini.Sdk.AccessTokens;
using WeChatMini.Sdk.Diagnostics;

namespace WeChatMini.Fuzz.Targets;

/// <summary>An access token in a cache that others write to: after <c>e</c> the entry, after <c>s</c> what an instance with the right key sealed.</summary>
internal sealed class CachedToken : IFuzzTarget
{
    private readonly App _app = new();
    private readonly OneEntryCache _cache = new();
    private readonly TokenFetcher _fetcher;

    public CachedToken()
    {
        _app.WeChat.Answer = """{"access_token":"fetched","expires_in":7200}"""u8.ToArray();
        _fetcher = new TokenFetcher(_app.Client.App, _app.Get<WeChatTokenSource>(), new DistributedCacheShare(_cache), _app.Get<Instruments>(), NullLogger.Instance);
    }

    public bool Run(ReadOnlySpan<byte> input)
    {
        if (input.IsEmpty)
        {
            return false;
        }

        var rest = input[1..].ToArray();
        _cache.Entry = input[0] == 's' ? [1, .. _app.Seal.Seal(rest, "wxmini-token-v1")] : rest;
        var token = Check.Result(new ValueTask<FetchedToken>(_fetcher.GetAsync(null, force: false, default)));
        if (token.IsShared)
        {
            Check.That(input[0] == 's', "An entry that was sealed under no key of the app was taken.");
            Check.That(rest.Length > 8 && token.Value == Encoding.UTF8.GetString(rest, 8, rest.Length - 8), "Another token came out than went in.");
            Check.That(token.EndsAt > StillClock.Now && token.EndsAt <= StillClock.Now.AddSeconds(7320), "A token lives longer than WeChat gives.");
        }
        else
        {
            Check.That(token.Value == "fetched" && SharedTokenEntry.Read(_app.Seal, _cache.Entry, StillClock.Now)?.Value == "fetched", "A useless entry was not replaced.");
        }

        return token.IsShared;
    }

    private sealed class OneEntryCache : IDistributedCache
    {
        public byte[]? Entry { get; set; }

        public byte[]? Get(string key) => Entry;

        public Task<byte[]?> GetAsync(string key, CancellationToken token = default) => Task.FromResult(Entry);

        public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => Entry = value;

        public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
        {
            Entry = value;
            return Task.CompletedTask;
        }

        public void Refresh(string key)
        {
        }

        public Task RefreshAsync(string key, CancellationToken token = default) => Task.CompletedTask;

        public void Remove(string key)
        {
        }

        public Task RemoveAsync(string key, CancellationToken token = default) => Task.CompletedTask;
    }
}
