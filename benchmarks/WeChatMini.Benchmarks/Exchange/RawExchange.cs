using System.Net;
using System.Net.Http.Json;
using WeChatMini.Benchmarks.Harness;

namespace WeChatMini.Benchmarks.Exchange;

/// <summary>The floor: <see cref="HttpClient"/> and source-generated System.Text.Json.</summary>
internal sealed class RawExchange(Uri address) : IExchange
{
    private readonly HttpClient _http = new(App.CreateHandler()) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };

    public string Name => "raw HttpClient";

    public async Task<string> RunAsync(string code)
    {
        var path = $"/sns/jscode2session?grant_type=authorization_code&appid={App.Id}&secret={Uri.EscapeDataString(App.Secret)}&js_code={Uri.EscapeDataString(code)}";
        using var response = await _http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
        return response.StatusCode == HttpStatusCode.OK
            ? Reply.Check(await response.Content.ReadFromJsonAsync(ReplyJsonContext.Default.Reply))
            : throw new InvalidOperationException("The stub answered with another status.");
    }

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }
}
