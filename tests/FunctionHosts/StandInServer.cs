using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FunctionHosts;

/// <summary>An HTTP server on a free loopback port that can go away and come back on the same one.</summary>
internal abstract class StandInServer : IAsyncDisposable
{
    private WebApplication? _server;

    public int Port { get; private set; }

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, Port));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.Zero);
        _server = builder.Build();
        _server.Run(ServeAsync);
        await _server.StartAsync();
        Port = new Uri(_server.Urls.Single()).Port;
    }

    /// <summary>Ends every connection and refuses new ones.</summary>
    public async Task GoAwayAsync()
    {
        if (_server is { } server)
        {
            _server = null;
            await server.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await GoAwayAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract Task ServeAsync(HttpContext context);
}
