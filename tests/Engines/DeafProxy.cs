using System.Net;
using System.Net.Sockets;

namespace WeChatMini.Engines;

/// <summary>A way to a server that can lose its connections without telling anybody, as a NAT does to a frozen function: what is sent is swallowed, new connections work.</summary>
internal sealed class DeafProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly int _port;
    private int _generation;
    private int _accepted;

    public DeafProxy(int port)
    {
        _port = port;
        _listener.Start();
        _ = Task.Run(AcceptAsync);
    }

    public string Configuration => _listener.LocalEndpoint.ToString()!;

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>Every connection of now is dead from now on.</summary>
    public void LoseConnections() => Interlocked.Increment(ref _generation);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_end.Token);
                Interlocked.Increment(ref _accepted);
                _ = CarryAsync(client, Volatile.Read(ref _generation), _end.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }

    private async Task CarryAsync(TcpClient client, int generation, CancellationToken end)
    {
        using (client)
        using (var server = new TcpClient())
        {
            await server.ConnectAsync(IPAddress.Loopback, _port, end);
            await Task.WhenAny(PumpAsync(client.GetStream(), server.GetStream(), generation, end), PumpAsync(server.GetStream(), client.GetStream(), generation, end));
        }
    }

    private async Task PumpAsync(NetworkStream from, NetworkStream to, int generation, CancellationToken end)
    {
        var buffer = new byte[4096];
        while (await from.ReadAsync(buffer, end) is > 0 and var count)
        {
            if (Volatile.Read(ref _generation) == generation)
            {
                await to.WriteAsync(buffer.AsMemory(0, count), end);
            }
        }
    }
}
