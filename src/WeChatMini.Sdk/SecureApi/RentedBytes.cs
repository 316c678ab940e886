using System.Buffers;

namespace WeChatMini.Sdk.SecureApi;

/// <summary>Bytes that grow in borrowed memory, which is emptied when it goes back: they are users' data.</summary>
internal ref struct RentedBytes(int capacity)
{
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(capacity);

    public int Count { get; private set; }

    public readonly Span<byte> Span => _buffer.AsSpan(0, Count);

    /// <summary>Room behind the end; <see cref="Advance"/> takes of it what was used.</summary>
    public Span<byte> Room(int bytes)
    {
        if (_buffer.Length - Count < bytes)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_buffer.Length * 2, Count + bytes));
            Span.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
            _buffer = larger;
        }

        return _buffer.AsSpan(Count);
    }

    public void Advance(int count) => Count += count;

    public void Append(scoped ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        Count += bytes.Length;
    }

    public void Clear() => Count = 0;

    /// <summary>Forgets what is behind so many bytes.</summary>
    public void Cut(int count) => Count = count;

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
        _buffer = [];
        Count = 0;
    }
}
