using System.Net;
using System.Text;
using System.Text.Json;

namespace WeChatMini.AotSmoke;

/// <summary>FakeWeChat's own HTTP API.</summary>
internal sealed class FakeControl(Uri address) : IDisposable
{
    public const string TraceId = "trace-of-the-smoke-program";

    private readonly HttpClient _http = new() { BaseAddress = address };

    public Task AddApiAsync() => PostAsync("/_fake/apis", $$"""{"path":"{{CheckClient.Path}}","body":"{\"errcode\":0,\"trace_id\":\"{{TraceId}}\"}"}""");

    /// <summary>Ends every token that was issued.</summary>
    public Task InvalidateTokensAsync() => PostAsync("/_fake/tokens/invalidate", "{}");

    /// <summary>How often a token was asked for since FakeWeChat began.</summary>
    public async Task<int> FetchesAsync()
    {
        using var journal = JsonDocument.Parse(await _http.GetStringAsync("/_fake/journal"));
        return journal.RootElement.EnumerateArray().Count(static arrival => arrival.GetProperty("path").GetString() == "/cgi-bin/stable_token");
    }

    public void Dispose() => _http.Dispose();

    private async Task PostAsync(string path, string json)
    {
        using var response = await _http.PostAsync(path, new StringContent(json, Encoding.UTF8, "application/json"));
        Smoke.Require(response.StatusCode == HttpStatusCode.NoContent, $"HTTP 204 from {path}, not {(int)response.StatusCode}");
    }
}
