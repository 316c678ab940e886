using System.Text;
using StackExchange.Redis;
using WeChatMini.Sdk.Push.Deduplication;

namespace WeChatMini.Sdk.Storage.Redis.Push;

/// <summary>What all instances handled, in Redis: one string per push, <c>c</c> and the owner while it is claimed, <c>d</c> and the result when it is done. Each call is one round trip on one key.</summary>
internal sealed class RedisPushDeduplication(RedisConnection connection) : IPushDeduplication, IAsyncDisposable, IDisposable
{
    /// <summary>KEYS push; ARGV claim, its life in ms. Nothing comes back for the one who has it now, and what is there for all others.</summary>
    private const string BeginScript = """
        if redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then
          return false
        end
        return redis.call('GET', KEYS[1])
        """;

    private const string ReleaseScript = """
        if redis.call('GET', KEYS[1]) == ARGV[1] then
          return redis.call('DEL', KEYS[1])
        end
        return 0
        """;

    public async ValueTask<PushClaim> TryBeginAsync(string key, string owner, TimeSpan duration, CancellationToken cancellationToken)
    {
        var found = await connection.RunAsync(redis => redis.ScriptEvaluateAsync(BeginScript, [key], [ClaimOf(owner), (long)duration.TotalMilliseconds], CommandFlags.NoScriptCache), cancellationToken).ConfigureAwait(false);
        return found.IsNull ? PushClaim.Mine
            : (byte[]?)found is [(byte)'d', .. var result] ? PushClaim.Done(result)
            : PushClaim.InProgress;
    }

    public async ValueTask CompleteAsync(string key, string owner, ReadOnlyMemory<byte> result, TimeSpan life, CancellationToken cancellationToken) =>
        await connection.RunAsync(redis => redis.StringSetAsync(key, (byte[])[(byte)'d', .. result.Span], life), cancellationToken).ConfigureAwait(false);

    public async ValueTask ReleaseAsync(string key, string owner, CancellationToken cancellationToken) =>
        await connection.RunAsync(redis => redis.ScriptEvaluateAsync(ReleaseScript, [key], [ClaimOf(owner)], CommandFlags.NoScriptCache), cancellationToken).ConfigureAwait(false);

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    public void Dispose() => connection.Dispose();

    private static RedisValue ClaimOf(string owner) => Encoding.UTF8.GetBytes("c" + owner);
}
