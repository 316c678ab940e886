namespace WeChatMini.Sdk.Serverless.AspNetCore;

/// <summary>Collects an answer, and no more of it than the host takes: what is over is dropped, and the request aborted.</summary>
internal sealed class AnswerStream(int limit, Action abort) : MemoryStream
{
    public bool IsTooLarge { get; private set; }

    public ReadOnlyMemory<byte> Written => GetBuffer().AsMemory(0, (int)Length);

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (IsTooLarge || Length + buffer.Length > limit)
        {
            IsTooLarge = true;
            abort();
            return;
        }

        base.Write(buffer);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override void WriteByte(byte value) => Write([value]);
}
