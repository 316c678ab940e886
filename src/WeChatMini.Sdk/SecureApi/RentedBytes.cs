using System.Buffers;

namespace WeChatMini.Sdk.SecureApi;

/// <summary>Bytes that grow in borrowed memory, which is emptied when it goes back: they are users' data.</summary>
internal sealed class RentedBytes(int capacity) : IBufferWriter<byte>, IDisposable
{
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(capacity);

    public int Count { get; private set; }

    public Span<byte> Span => _buffer.AsSpan(0, Count);

    public void Advance(int count) => Count += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _buffer.AsMemory(Count);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _buffer.AsSpan(Count);
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(GetSpan(bytes.Length));
        Count += bytes.Length;
    }

    /// <summary>Takes bytes off the end.</summary>
    public void Remove(int count) => Count -= count;

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
        _buffer = [];
        Count = 0;
    }

    private void Reserve(int more)
    {
        if (_buffer.Length - Count >= more)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_buffer.Length * 2, Count + more));
        Span.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
        _buffer = larger;
    }
}
