using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.HttpLogging;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace WeChatMini.Sdk.LeakTests.Hosts;

/// <summary>Kestrel with nothing but a token server, whose operator has turned on all that HTTP logging has. Logins go to it in bytes.</summary>
internal sealed class TokenServerHost : ILeakHost
{
    public const string Path = "/wechat/token";

    private readonly WebApplication _app;
    private readonly Scene _scene;
    private readonly RawHttp _http;

    private TokenServerHost(WebApplication app, Scene scene)
    {
        _app = app;
        _scene = scene;
        Client = app.Services.GetRequiredService<WeChatMiniClient>();
        _http = new RawHttp(new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port);
    }

    public WeChatMiniClient Client { get; }

    public IReadOnlyList<string> ProtectedPaths => [];

    public static async Task<TokenServerHost> StartAsync(Scene scene)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(scene.Settings);
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        builder.Services.AddHttpLogging(static logging =>
        {
            logging.LoggingFields = HttpLoggingFields.All;
            logging.RequestHeaders.Add("Authorization");
        });
        scene.AddTo(builder.Services.AddWeChatMini(builder.Configuration.GetSection("WeChatMini")).AddAspNetCore());
        var app = builder.Build();
        app.UseHttpLogging();
        app.MapWeChatTokenServer(Path);
        await app.StartAsync();
        return new TokenServerHost(app, scene);
    }

    /// <summary>Asks the token server.</summary>
    public Task<HostAnswer> AskAsync(string method, string? key, string contentType, ReadOnlyMemory<byte> body, IReadOnlyDictionary<string, string>? more = null) =>
        _http.SendAsync(method, Path, key, contentType, body, more);

    public Task<HostAnswer> SendAsync(string method, string path, string? token, string contentType, ReadOnlyMemory<byte> body, IReadOnlyDictionary<string, string>? more = null) =>
        ILeakHost.SendBytesAsync(_scene, Client, method, path, token, contentType, body, more);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
