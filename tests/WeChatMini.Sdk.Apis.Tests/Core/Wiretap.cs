using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace WeChatMini.Sdk.Apis.Tests.Core;

/// <summary>Stands between a client and FakeWeChat and keeps what passes: the client takes its secrets off every message that anybody else can see.</summary>
internal sealed class Wiretap : IAsyncDisposable
{
    private readonly ConcurrentQueue<WireExchange> _passed = [];
    private readonly HttpClient _http;
    private readonly WebApplication _app;

    private Wiretap(Uri weChat)
    {
        _http = new HttpClient { BaseAddress = weChat };
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Run(PassAsync);
    }

    public Uri Address => new(_app.Urls.Single());

    public static async Task<Wiretap> StartAsync(Uri weChat)
    {
        var tap = new Wiretap(weChat);
        await tap._app.StartAsync(TestContext.Current.CancellationToken);
        return tap;
    }

    public WireExchange Last(string path) => _passed.Last(exchange => exchange.Path == path);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();
    }

    private async Task PassAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), context.Request.Path + context.Request.QueryString) { Content = new ByteArrayContent(body.ToArray()) };
        using var response = await _http.SendAsync(request, context.RequestAborted);
        var answer = await response.Content.ReadAsByteArrayAsync(context.RequestAborted);
        _passed.Enqueue(new WireExchange(context.Request.Method, context.Request.Path.Value!, context.Request.QueryString.Value!, body.ToArray(), answer));
        context.Response.StatusCode = (int)response.StatusCode;
        context.Response.ContentType = response.Content.Headers.ContentType?.ToString();
        await context.Response.Body.WriteAsync(answer, context.RequestAborted);
    }
}
