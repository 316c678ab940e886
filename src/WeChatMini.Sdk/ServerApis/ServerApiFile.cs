using System.Net.Http.Headers;
using System.Text.Json.Serialization.Metadata;
using WeChatMini.Sdk.Http;

namespace WeChatMini.Sdk.ServerApis;

/// <summary>A file that WeChat answered with, such as an image, while it comes over the wire. Dispose it.</summary>
public sealed class ServerApiFile : IDisposable
{
    private readonly HttpResponseMessage _response;

    internal ServerApiFile(HttpResponseMessage response, Stream content)
    {
        _response = response;
        Content = content;
    }

    /// <summary>Gets the bytes. They can be read once; a pause of more than 8 seconds ends the reading with an <see cref="IOException"/>.</summary>
    public Stream Content { get; }

    /// <summary>Gets the content type as WeChat gave it, such as <c>image/jpeg</c>; null when it gave none.</summary>
    public string? ContentType => Headers.NonValidated.TryGetValues("Content-Type", out var values) ? values.ToString() : null;

    /// <summary>Gets the name that WeChat gave the file; null when it gave none.</summary>
    public string? FileName => (Headers.ContentDisposition?.FileNameStar ?? Headers.ContentDisposition?.FileName)?.Trim('"');

    /// <summary>Gets whether the answer is no file but a JSON object, as for a video, of which WeChat gives the address only.</summary>
    public bool IsJson => _response.Content is BodyContent;

    private HttpContentHeaders Headers => _response.Content.Headers;

    /// <summary>Reads the answer if it is JSON.</summary>
    /// <returns>What it holds; null when it is a file, or not the expected JSON.</returns>
    public T? ReadJson<T>(JsonTypeInfo<T> type)
        where T : class => _response.Content is BodyContent body ? JsonAnswer.Read(body.Bytes, type) : null;

    /// <summary>Copies the bytes into memory.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="IOException">The answer broke off.</exception>
    public async Task<byte[]> ReadAllAsync(CancellationToken cancellationToken = default)
    {
        using var buffer = new MemoryStream();
        await Content.CopyToAsync(buffer, cancellationToken).ConfigureAwait(false);
        return buffer.ToArray();
    }

    /// <summary>Closes the connection.</summary>
    public void Dispose()
    {
        Content.Dispose();
        _response.Dispose();
    }
}
