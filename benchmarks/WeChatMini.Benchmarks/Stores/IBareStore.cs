namespace WeChatMini.Benchmarks.Stores;

/// <summary>A key and a value with the engine's own client and nothing else: the same connection handling, preparation, durability and transaction as the store's.</summary>
internal interface IBareStore : IAsyncDisposable
{
    Task<byte[]?> LookUpAsync(byte[] key);

    Task WriteAsync(byte[] key, byte[] value);
}
