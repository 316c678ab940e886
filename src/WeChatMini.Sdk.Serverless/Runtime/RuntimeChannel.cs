using System.Net.Http.Headers;

namespace WeChatMini.Sdk.Serverless.Runtime;

/// <summary>Plain HTTP to the runtime API on this machine. Without a time limit: the process may be frozen inside the wait for the next event.</summary>
internal sealed class RuntimeChannel : IDisposable
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly Uri _address;
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        ConnectTimeout = TimeSpan.FromSeconds(1),
        PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,

        // The runtime API is not a service of the application: no trace headers, no spans.
        ActivityHeadersPropagator = null,
    });

    /// <param name="authority">Host and port, as the environment has them.</param>
    /// <param name="source">The variable that they are from, for the message.</param>
    public RuntimeChannel(string authority, string source) =>
        _address = Uri.TryCreate($"http://{authority}/", UriKind.Absolute, out var address) && address.Authority.Length > 0
            ? address
            : throw new InvalidOperationException($"{source} is no host and port.");

    public Task<HttpResponseMessage> GetAsync(string path, CancellationToken cancellationToken) =>
        _http.SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(_address, path)), cancellationToken);

    /// <summary>Posts JSON and gives the status.</summary>
    public async Task<int> PostAsync(string path, ReadOnlyMemory<byte> body, CancellationToken cancellationToken, (string Name, string Value)? header = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_address, path)) { Content = new ReadOnlyMemoryContent(body) };
        request.Content.Headers.ContentType = Json;
        if (header is var (name, value))
        {
            request.Headers.Add(name, value);
        }

        using var answer = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return (int)answer.StatusCode;
    }

    public void Dispose() => _http.Dispose();
}
