using StackExchange.Redis;

namespace WeChatMini.Benchmarks.Stores;

/// <summary>HGET and HSET of a hash with one field.</summary>
internal sealed class RedisBareStore(ConnectionMultiplexer connection) : IBareStore
{
    public static readonly byte[] Field = "v"u8.ToArray();

    public async Task<byte[]?> LookUpAsync(byte[] key) => await connection.GetDatabase().HashGetAsync(key, Field).ConfigureAwait(false);

    public Task WriteAsync(byte[] key, byte[] value) => connection.GetDatabase().HashSetAsync(key, Field, value);

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
