using System.Collections.Concurrent;
using WeChatMini.Sdk.AccessTokens;

namespace WeChatMini.Sdk.Tests.Support;

/// <summary>A share in memory that keeps to the letter of <see cref="IAccessTokenShare"/> and, when told to, hangs or fails. Leases end only when given back.</summary>
internal sealed class MemoryShare : IAccessTokenShare
{
    private readonly ConcurrentDictionary<string, (byte[] Entry, DateTimeOffset ExpiresAt)> _entries = new();
    private readonly ConcurrentDictionary<string, string> _leases = new();

    /// <summary>Runs before every operation, with its name: read, write, lease or release.</summary>
    public Func<string, CancellationToken, ValueTask> Before { get; set; } = (_, _) => default;

    public Func<bool> GivesLeases { get; set; } = () => true;

    /// <summary>How long the latest lease was asked for.</summary>
    public TimeSpan LeasedFor { get; private set; }

    public bool HasLease => true;

    public ConcurrentDictionary<string, (byte[] Entry, DateTimeOffset ExpiresAt)> Entries => _entries;

    public async ValueTask<byte[]?> ReadAsync(string key, CancellationToken cancellationToken)
    {
        await Before("read", cancellationToken);
        return _entries.TryGetValue(key, out var found) ? found.Entry : null;
    }

    public async ValueTask WriteAsync(string key, ReadOnlyMemory<byte> entry, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        await Before("write", cancellationToken);
        _entries.AddOrUpdate(key, _ => (entry.ToArray(), expiresAt), (_, old) => old.ExpiresAt < expiresAt ? (entry.ToArray(), expiresAt) : old);
    }

    public async ValueTask ReplaceAsync(string key, ReadOnlyMemory<byte> useless, ReadOnlyMemory<byte> entry, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        await Before("write", cancellationToken);
        _entries.AddOrUpdate(key, _ => (entry.ToArray(), expiresAt), (_, old) => old.ExpiresAt < expiresAt || useless.Span.SequenceEqual(old.Entry) ? (entry.ToArray(), expiresAt) : old);
    }

    public async ValueTask<bool> TryLeaseAsync(string key, string owner, TimeSpan duration, CancellationToken cancellationToken)
    {
        await Before("lease", cancellationToken);
        LeasedFor = duration;
        return GivesLeases() && _leases.TryAdd(key, owner);
    }

    public async ValueTask ReleaseAsync(string key, string owner, CancellationToken cancellationToken)
    {
        await Before("release", cancellationToken);
        _leases.TryRemove(new KeyValuePair<string, string>(key, owner));
    }
}
