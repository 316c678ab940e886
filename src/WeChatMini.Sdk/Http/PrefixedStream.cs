namespace WeChatMini.Sdk.Http;

/// <summary>
/// A stream with the bytes in front of it that were read to look at them. It outlives the call, so an error on the way, in which
/// the runtime may repeat what the server sent, loses its words here. For the same reason it has a limit of its own: nothing else
/// ends the wait for a server that sends no more.
/// </summary>
internal sealed class PrefixedStream(ReadOnlyMemory<byte> prefix, Stream rest, TimeProvider clock) : Stream
{
    /// <summary>As long as a whole call may take. A download may take longer than that, but not without a byte.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(8);

    private ReadOnlyMemory<byte> _prefix = prefix;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (TakePrefix(buffer) is > 0 and var taken)
        {
            return taken;
        }

        try
        {
            return rest.Read(buffer);
        }
        catch (Exception exception) when (exception is not ObjectDisposedException)
        {
        }

        throw BrokenOff();
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        TakePrefix(buffer.Span) is > 0 and var taken ? new(taken) : ReadRestAsync(buffer, cancellationToken);

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            rest.Dispose();
        }

        base.Dispose(disposing);
    }

    private static IOException BrokenOff() => new("The answer of WeChat broke off while its body was read.");

    private async ValueTask<int> ReadRestAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        using var pause = new CancellationTokenSource(LongestPause, clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, pause.Token);
        try
        {
            return await rest.ReadAsync(buffer, linked.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not ObjectDisposedException)
        {
        }

        // Outside the catch, so that the original is not even an inner exception.
        throw cancellationToken.IsCancellationRequested ? new OperationCanceledException(cancellationToken) : BrokenOff();
    }

    private int TakePrefix(Span<byte> buffer)
    {
        var taken = Math.Min(buffer.Length, _prefix.Length);
        _prefix.Span[..taken].CopyTo(buffer);
        _prefix = _prefix[taken..];
        return taken;
    }
}
