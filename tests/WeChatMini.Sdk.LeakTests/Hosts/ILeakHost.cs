using System.Text;
using WeChatMini.Sdk.Endpoint;
using WeChatMini.Sdk.LeakTests.Sinks;

namespace WeChatMini.Sdk.LeakTests.Hosts;

/// <summary>One way of running the library.</summary>
internal interface ILeakHost : IAsyncDisposable
{
    WeChatMiniClient Client { get; }

    /// <summary>Paths beside the contract that need a session.</summary>
    IReadOnlyList<string> ProtectedPaths { get; }

    /// <summary>Calls the HTTP contract, with more headers than a mini-program sends where a platform adds some.</summary>
    Task<HostAnswer> SendAsync(string method, string path, string? token, string contentType, ReadOnlyMemory<byte> body, IReadOnlyDictionary<string, string>? more = null);

    /// <summary>Calls the contract in bytes, and takes down request and response as a function host holds them.</summary>
    static async Task<HostAnswer> SendBytesAsync(Scene scene, WeChatMiniClient client, string method, string path, string? token, string contentType, ReadOnlyMemory<byte> body, IReadOnlyDictionary<string, string>? more = null)
    {
        var headers = new Dictionary<string, string>(more ?? new Dictionary<string, string>()) { ["Content-Type"] = contentType };
        if (token is not null)
        {
            headers["Authorization"] = "Bearer " + token;
        }

        var parts = path.Split('?', 2);
        var request = new MiniRequest(method, parts[0], headers, body) { Query = parts.ElementAtOrDefault(1) };
        PublicTypeSink.Record(scene.Recording, request);
        var response = await client.Endpoint.HandleAsync(request);
        PublicTypeSink.Record(scene.Recording, response);
        var lines = new StringBuilder();
        foreach (var (name, value) in response.Headers)
        {
            lines.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        return new HostAnswer(response.StatusCode, lines.ToString(), response.Body.ToArray());
    }
}
