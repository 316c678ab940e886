using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace WeChatMini.Sdk.AspNetCore.Tests.Support;

/// <summary>An ASP.NET Core application on Kestrel, at a free port of 127.0.0.1.</summary>
public sealed class Server : IFrontDoor
{
    private readonly WebApplication _app;
    private readonly HttpClient _client;

    private Server(WebApplication app, LogSink log)
    {
        _app = app;
        Log = log;
        Address = new Uri(app.Urls.First());
        _client = new HttpClient { BaseAddress = Address };
    }

    public IServiceProvider Services => _app.Services;

    public Uri Address { get; }

    public LogSink Log { get; }

    public static async Task<Server> StartAsync(Action<WebApplicationBuilder> configure, Action<WebApplication> map, bool slim = true)
    {
        var log = new LogSink();
        var builder = slim ? WebApplication.CreateSlimBuilder() : WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Debug);
        configure(builder);
        var app = builder.Build();
        try
        {
            map(app);
            await app.StartAsync(Xunit.TestContext.Current.CancellationToken);
            return new Server(app, log);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    public async Task<Answer> SendAsync(Message message)
    {
        using var request = new HttpRequestMessage(new HttpMethod(message.Method), message.Path);
        if (message.AuthorizationHeader is { } authorization)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        if (message.Body.Length > 0 || message.ContentType is not null)
        {
            request.Content = new ByteArrayContent(message.Body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", message.ContentType);
        }

        using var response = await _client.SendAsync(request, Xunit.TestContext.Current.CancellationToken);
        var headers = response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(",", header.Value), StringComparer.OrdinalIgnoreCase);
        return new Answer((int)response.StatusCode, headers, await response.Content.ReadAsByteArrayAsync(Xunit.TestContext.Current.CancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }
}
