namespace WeChatMini.Sdk.Serverless.AspNetCore;

/// <summary>Collects an answer, and no more of it than the host takes: what is over is dropped, and the request aborted.</summary>
internal sealed class AnswerStream(int limit, Action abort) : Stream
{
    private readonly MemoryStream _written = new();

    public bool IsTooLarge { get; private set; }

    public ReadOnlyMemory<byte> Written => _written.GetBuffer().AsMemory(0, (int)_written.Length);

    /// <summary>Nothing has been sent yet, so that an application may begin its answer anew.</summary>
    public override bool CanSeek => true;

    public override bool CanRead => false;

    public override bool CanWrite => true;

    public override long Length => _written.Length;

    public override long Position
    {
        get => _written.Position;
        set => _written.Position = value;
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (IsTooLarge || _written.Position + buffer.Length > limit)
        {
            IsTooLarge = true;
            abort();
            return;
        }

        _written.Write(buffer);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Write(buffer.AsSpan(offset, count));
        return Task.CompletedTask;
    }

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override long Seek(long offset, SeekOrigin origin) => _written.Seek(offset, origin);

    public override void SetLength(long value) => _written.SetLength(value <= limit ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "An answer cannot be as long."));

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("An answer is written, not read.");
}
