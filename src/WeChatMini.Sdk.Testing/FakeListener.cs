using System.Net;
using System.Net.Sockets;
using WeChatMini.Sdk.Testing.Server;

namespace WeChatMini.Sdk.Testing;

/// <summary>A listener on 127.0.0.1 that speaks no HTTP; see <see cref="FakeNetwork"/>.</summary>
public sealed class FakeListener : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Restraint _serving = new();
    private readonly byte[] _greeting;
    private readonly Task _accepting;

    internal FakeListener(string scheme, byte[] greeting)
    {
        _greeting = greeting;
        _listener.Start();
        Address = new Uri($"{scheme}://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = AcceptAsync();
    }

    /// <summary>Gets the address to connect to.</summary>
    public Uri Address { get; }

    /// <summary>Stops listening and ends all connections.</summary>
    /// <returns>Completes when they have ended.</returns>
    public async ValueTask DisposeAsync()
    {
        _serving.Lift();
        await _accepting.ConfigureAwait(false);
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await _listener.AcceptSocketAsync(_serving.Lifted).ConfigureAwait(false)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections).ConfigureAwait(false);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var connection = socket;
        var buffer = new byte[4096];
        try
        {
            while (await socket.ReceiveAsync(buffer, _serving.Lifted).ConfigureAwait(false) > 0)
            {
                if (_greeting.Length > 0)
                {
                    await socket.SendAsync(_greeting, _serving.Lifted).ConfigureAwait(false);
                    return;
                }
            }
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException)
        {
            // The other side went away, or we stop: either way this connection is over.
        }
    }
}
