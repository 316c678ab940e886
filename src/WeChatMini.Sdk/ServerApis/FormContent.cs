using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace WeChatMini.Sdk.ServerApis;

/// <summary>
/// A multipart form whose length is known beforehand, since WeChat answers 412 to a chunked body, and that is written from its files
/// each time it is asked for, so that a repetition sends the same bytes.
/// </summary>
internal sealed class FormContent : HttpContent
{
    private const int ChunkBytes = 16 * 1024;

    private readonly string _boundary = "WeChatMini" + RandomNumberGenerator.GetHexString(24, lowercase: true);
    private readonly List<(byte[] Head, ServerApiUpload? File)> _parts = [];
    private readonly List<(Stream Stream, long Start)> _files = [];

    public FormContent()
    {
        Headers.ContentType = MediaTypeHeaderValue.Parse($"multipart/form-data; boundary={_boundary}");
    }

    private byte[] End => Encoding.UTF8.GetBytes($"--{_boundary}--\r\n");

    public void Add(string name, string value) => _parts.Add((Encoding.UTF8.GetBytes($"--{_boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}"), null));

    public void Add(string name, ServerApiUpload file)
    {
        // A quote or a line break would end the header.
        var fileName = string.Concat(file.FileName.Select(static character => character is '"' or '\\' or < ' ' ? '_' : character));
        _parts.Add((Encoding.UTF8.GetBytes($"--{_boundary}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{fileName}\"\r\nContent-Type: {file.ContentType}\r\n\r\n"), file));
    }

    /// <summary>Reads into memory what can be read only once.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (_files.Count > 0)
        {
            return;
        }

        foreach (var file in _parts.Select(static part => part.File).OfType<ServerApiUpload>())
        {
            if (file.Content.CanSeek)
            {
                _files.Add((file.Content, file.Content.Position));
                continue;
            }

            var copy = new MemoryStream();
            await file.Content.CopyToAsync(copy, cancellationToken).ConfigureAwait(false);
            _files.Add((copy, 0));
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var index = 0;
        foreach (var (head, file) in _parts)
        {
            await stream.WriteAsync(head, cancellationToken).ConfigureAwait(false);
            if (file is not null)
            {
                await WriteAsync(_files[index++], file.Progress, stream, cancellationToken).ConfigureAwait(false);
            }

            await stream.WriteAsync("\r\n"u8.ToArray(), cancellationToken).ConfigureAwait(false);
        }

        await stream.WriteAsync(End, cancellationToken).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _parts.Sum(static part => part.Head.Length + 2L) + _files.Sum(static file => file.Stream.Length - file.Start) + End.Length;
        return true;
    }

    private static async Task WriteAsync((Stream Stream, long Start) file, IProgress<long>? progress, Stream target, CancellationToken cancellationToken)
    {
        file.Stream.Position = file.Start;
        var buffer = new byte[ChunkBytes];
        long sent = 0;
        int read;
        while ((read = await file.Stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            progress?.Report(sent += read);
        }
    }
}
