namespace WeChatMini.Sdk.LeakTests.Hosts;

/// <summary>The client without a container.</summary>
internal sealed class BareHost(Scene scene) : ILeakHost
{
    public WeChatMiniClient Client { get; } = WeChatMiniClient.Create(scene.Options, scene.AddTo);

    public IReadOnlyList<string> ProtectedPaths => [];

    public Task<HostAnswer> SendAsync(string method, string path, string? token, string contentType, ReadOnlyMemory<byte> body, IReadOnlyDictionary<string, string>? more = null) =>
        ILeakHost.SendBytesAsync(scene, Client, method, path, token, contentType, body, more);

    public ValueTask DisposeAsync() => Client.DisposeAsync();
}
