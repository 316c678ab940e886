using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WeChatMini.Sdk.LeakTests.Sinks;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.LeakTests.Hosts;

/// <summary>Kestrel with the contract mapped, an endpoint of the application that needs a session, and request logging.</summary>
internal sealed class WebHost : ILeakHost
{
    private const string Protected = "/me";

    private readonly WebApplication _app;
    private readonly RawHttp _http;

    private WebHost(WebApplication app)
    {
        _app = app;
        Client = app.Services.GetRequiredService<WeChatMiniClient>();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        _http = new RawHttp(new Uri(address).Port);
    }

    public WeChatMiniClient Client { get; }

    public IReadOnlyList<string> ProtectedPaths => [Protected];

    public static async Task<WebHost> StartAsync(Scene scene)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(scene.Settings);
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        builder.Services.AddHttpLogging(static _ => { });
        var mini = builder.Services.AddWeChatMini(builder.Configuration.GetSection("WeChatMini")).AddAspNetCore();
        scene.AddTo(mini);
        var app = builder.Build();
        app.UseHttpLogging();
        app.MapWeChatMini();
        app.MapGet(Protected, (MiniSession me, HttpContext context) =>
        {
            // What an application might log or keep of a signed-in request.
            PublicTypeSink.Record(scene.Recording, me);
            scene.Recording.AddObject(AnswerSink.Principal, "", context.User);
            return me;
        }).RequireWeChatSession();
        await app.StartAsync();
        return new WebHost(app);
    }

    public Task<HostAnswer> SendAsync(string method, string path, string? token, string contentType, ReadOnlyMemory<byte> body, IReadOnlyDictionary<string, string>? more = null) =>
        _http.SendAsync(method, path, token, contentType, body, more);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
