using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Quickstart;

/// <summary>Plays the mini-program on Alice's phone: three calls over HTTP, as JavaScript would make them with wx.request.</summary>
internal sealed class MiniProgram(Uri backend) : IDisposable
{
    private readonly HttpClient _http = new(new ShownExchange()) { BaseAddress = backend, Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>Sends the code and returns the token.</summary>
    public async Task<string> LoginAsync(string code)
    {
        using var response = await _http.PostAsJsonAsync("/wx/login", new { code });
        var answer = await ExpectAsync(response, HttpStatusCode.OK);
        return JsonNode.Parse(answer)?["token"]?.ToString() ?? throw new StepFailedException("the answer has no token");
    }

    public async Task GetMeAsync(string token, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/me") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
        using var response = await _http.SendAsync(request);
        await ExpectAsync(response, expected);
    }

    public async Task LogoutAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/wx/logout") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
        using var response = await _http.SendAsync(request);
        await ExpectAsync(response, HttpStatusCode.NoContent);
    }

    public void Dispose() => _http.Dispose();

    private static async Task<string> ExpectAsync(HttpResponseMessage response, HttpStatusCode expected)
    {
        var body = await response.Content.ReadAsStringAsync();
        return response.StatusCode == expected ? body : throw new StepFailedException($"expected HTTP {(int)expected}, got {(int)response.StatusCode} {Masked.Body(body)}");
    }
}
