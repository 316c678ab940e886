using System.Net;

namespace WeChatMini.Sdk.Http;

/// <summary>A body in memory that its reader gets without a copy.</summary>
internal sealed class BodyContent(byte[] bytes) : HttpContent
{
    public byte[] Bytes => bytes;

    /// <summary>Whether it answers a protected call without a signature, which an error may, and success may not.</summary>
    public bool IsUnsigned { get; init; }

    protected override Stream CreateContentReadStream(CancellationToken cancellationToken) => new MemoryStream(bytes, writable: false);

    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(new MemoryStream(bytes, writable: false));

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        stream.WriteAsync(bytes, cancellationToken).AsTask();

    /// <summary>Nobody sends this on, and Refit would keep the length as a header, which costs as much as the rest of the answer.</summary>
    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
