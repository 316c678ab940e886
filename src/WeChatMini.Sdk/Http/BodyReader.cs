using System.Buffers;

namespace WeChatMini.Sdk.Http;

/// <summary>
/// Reads a body into memory up to a limit, since <see cref="HttpClient.MaxResponseContentBufferSize"/> does not bind Refit. The
/// memory is lent, and emptied when it goes back: it held a session_key or a token.
/// </summary>
internal sealed class BodyReader(Stream body) : IDisposable
{
    /// <summary>Most answers fit into this.</summary>
    private const int FirstBytes = 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstBytes);
    private int _filled;

    /// <summary>What was read so far.</summary>
    public ReadOnlySpan<byte> Seen => _buffer.AsSpan(0, _filled);

    /// <summary>Reads once. Returns whether there was anything.</summary>
    public async ValueTask<bool> ReadSomeAsync(CancellationToken cancellationToken)
    {
        if (_filled == _buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(_filled * 2);
            _buffer.CopyTo(larger, 0);
            Return(_buffer);
            _buffer = larger;
        }

        var read = await body.ReadAsync(_buffer.AsMemory(_filled), cancellationToken).ConfigureAwait(false);
        _filled += read;
        return read > 0;
    }

    /// <summary>Reads to the end and returns the whole.</summary>
    /// <exception cref="UnusableAnswerException">It is larger than <paramref name="limit"/> bytes; the rest was not read.</exception>
    public async ValueTask<byte[]> ReadAllAsync(long limit, CancellationToken cancellationToken)
    {
        do
        {
            if (_filled > limit)
            {
                throw new UnusableAnswerException($"was larger than {limit} bytes");
            }
        }
        while (await ReadSomeAsync(cancellationToken).ConfigureAwait(false));

        return Seen.ToArray();
    }

    public void Dispose() => Return(_buffer);

    private static void Return(byte[] buffer) => ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
}
