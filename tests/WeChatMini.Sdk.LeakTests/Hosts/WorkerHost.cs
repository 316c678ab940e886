using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace WeChatMini.Sdk.LeakTests.Hosts;

/// <summary>A container without a web host, configured by a section, as in a worker or a plain function.</summary>
internal sealed class WorkerHost : ILeakHost
{
    private readonly ServiceProvider _services;
    private readonly Scene _scene;

    public WorkerHost(Scene scene)
    {
        _scene = scene;
        var services = new ServiceCollection();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(scene.Settings).Build();
        scene.AddTo(services.AddWeChatMini(configuration.GetSection("WeChatMini")));
        _services = services.BuildServiceProvider();
        Client = _services.GetRequiredService<WeChatMiniClient>();
    }

    public WeChatMiniClient Client { get; }

    public IReadOnlyList<string> ProtectedPaths => [];

    public Task<HostAnswer> SendAsync(string method, string path, string? token, string contentType, ReadOnlyMemory<byte> body, IReadOnlyDictionary<string, string>? more = null) =>
        ILeakHost.SendBytesAsync(_scene, Client, method, path, token, contentType, body, more);

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
