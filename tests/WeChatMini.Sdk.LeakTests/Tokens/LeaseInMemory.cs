using System.Collections.Concurrent;
using WeChatMini.Sdk.AccessTokens;

namespace WeChatMini.Sdk.LeakTests.Tokens;

/// <summary>A place with a lease, which the legacy token endpoint asks for, without an engine.</summary>
internal sealed class LeaseInMemory : IAccessTokenShare
{
    private readonly ConcurrentDictionary<string, byte[]> _entries = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _leases = new(StringComparer.Ordinal);

    public bool HasLease => true;

    public ValueTask<byte[]?> ReadAsync(string key, CancellationToken cancellationToken) => new(_entries.GetValueOrDefault(key));

    public ValueTask WriteAsync(string key, ReadOnlyMemory<byte> entry, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        _entries[key] = entry.ToArray();
        return default;
    }

    public ValueTask<bool> TryLeaseAsync(string key, string owner, TimeSpan duration, CancellationToken cancellationToken) => new(_leases.TryAdd(key, owner));

    public ValueTask ReleaseAsync(string key, string owner, CancellationToken cancellationToken)
    {
        _leases.TryRemove(key, out _);
        return default;
    }
}
