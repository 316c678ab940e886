namespace WeChatMini.Sdk.ServerApis;

/// <summary>A file to send. A stream that can seek is sent as it is read, and from the same place again after a rejected token; any other is read into memory first.</summary>
/// <param name="content">The bytes, from the stream's position on. It stays the caller's.</param>
/// <param name="fileName">The file's name with its ending, by which WeChat tells the type.</param>
public sealed class ServerApiUpload(Stream content, string fileName)
{
    /// <summary>Sends bytes that are in memory.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="fileName">The file's name with its ending.</param>
    public ServerApiUpload(byte[] content, string fileName)
        : this(new MemoryStream(content, writable: false), fileName)
    {
    }

    /// <summary>Gets the content type.</summary>
    /// <value><c>application/octet-stream</c> by default.</value>
    public string ContentType { get; init; } = "application/octet-stream";

    /// <summary>Gets what is told how many bytes of the file have been handed to the connection; they begin at 0 again when the call is repeated.</summary>
    /// <value>Null by default.</value>
    public IProgress<long>? Progress { get; init; }

    internal Stream Content { get; } = content ?? throw new ArgumentNullException(nameof(content));

    internal string FileName { get; } = fileName ?? throw new ArgumentNullException(nameof(fileName));

    /// <summary>Hides the content.</summary>
    public override string ToString() => nameof(ServerApiUpload);
}
