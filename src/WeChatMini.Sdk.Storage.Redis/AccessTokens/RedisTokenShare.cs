using StackExchange.Redis;
using WeChatMini.Sdk.AccessTokens;

namespace WeChatMini.Sdk.Storage.Redis.AccessTokens;

/// <summary>
/// Access tokens in Redis: an entry is one string, its lease another one beside it. Each operation is one command on one key,
/// so that a cluster serves it too.
/// </summary>
internal sealed class RedisTokenShare(RedisConnection connection, TimeProvider clock) : IAccessTokenShare, IAsyncDisposable, IDisposable
{
    /// <summary>More than any entry of ours. What is longer is neither transferred nor compared beyond this.</summary>
    private const int MaxEntryBytes = 8192;

    /// <summary>
    /// KEYS entry; ARGV entry, its life in ms, what the caller saw there and cannot use. Lives are compared on Redis's own
    /// clock, because the clocks of two instances differ. No key and a key without an end have a negative life.
    /// </summary>
    private const string WriteScript = """
        if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[2]) or redis.call('GETRANGE', KEYS[1], 0, 8191) == ARGV[3] then
          redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
          return 1
        end
        return 0
        """;

    /// <summary>A lease that ended meanwhile and that another took is not ours to give back.</summary>
    private const string ReleaseScript = """
        if redis.call('GET', KEYS[1]) == ARGV[1] then
          return redis.call('DEL', KEYS[1])
        end
        return 0
        """;

    public bool HasLease => true;

    public async ValueTask<byte[]?> ReadAsync(string key, CancellationToken cancellationToken)
    {
        var entry = await connection.RunAsync(redis => redis.StringGetRangeAsync(key, 0, MaxEntryBytes - 1), cancellationToken).ConfigureAwait(false);
        return entry.IsNullOrEmpty ? null : (byte[]?)entry;
    }

    public ValueTask WriteAsync(string key, ReadOnlyMemory<byte> entry, DateTimeOffset expiresAt, CancellationToken cancellationToken) =>
        WriteAsync(key, default, entry, expiresAt, cancellationToken);

    public ValueTask ReplaceAsync(string key, ReadOnlyMemory<byte> useless, ReadOnlyMemory<byte> entry, DateTimeOffset expiresAt, CancellationToken cancellationToken) =>
        WriteAsync(key, useless, entry, expiresAt, cancellationToken);

    public async ValueTask<bool> TryLeaseAsync(string key, string owner, TimeSpan duration, CancellationToken cancellationToken) =>
        await connection.RunAsync(redis => redis.StringSetAsync(LeaseOf(key), owner, duration, When.NotExists), cancellationToken).ConfigureAwait(false);

    public async ValueTask ReleaseAsync(string key, string owner, CancellationToken cancellationToken) =>
        await connection.RunAsync(redis => redis.ScriptEvaluateAsync(ReleaseScript, [LeaseOf(key)], [owner], CommandFlags.NoScriptCache), cancellationToken).ConfigureAwait(false);

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    public void Dispose() => connection.Dispose();

    private static RedisKey LeaseOf(string key) => key + ":lease";

    private async ValueTask WriteAsync(string key, ReadOnlyMemory<byte> useless, ReadOnlyMemory<byte> entry, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        var life = (long)(expiresAt - clock.GetUtcNow()).TotalMilliseconds;
        if (life > 0)
        {
            await connection.RunAsync(redis => redis.ScriptEvaluateAsync(WriteScript, [key], [entry, life, useless], CommandFlags.NoScriptCache), cancellationToken).ConfigureAwait(false);
        }
    }
}
