using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WeChatMini.Sdk.LeakTests.Upstream;

/// <summary>
/// WeChat at its worst, on a bare socket: it repeats in its answers what was sent to it, and breaks in every way. FakeWeChat is
/// an ASP.NET Core server and would itself report the address that it receives to the listeners of this process.
/// </summary>
internal sealed class StubWeChat : IDisposable
{
    private const byte TlsHandshake = 0x16;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<Socket> _open = [];

    public StubWeChat()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        Address = new Uri($"http://127.0.0.1:{Port}");
        _ = AcceptAsync();
    }

    public int Port { get; }

    public Uri Address { get; }

    /// <summary>How to answer from now on; false ends the connection.</summary>
    public Func<StubExchange, Task<bool>> Reply { get; set; } = exchange => Replies.UnknownCode(exchange);

    /// <summary>Everything that arrived.</summary>
    public ConcurrentQueue<StubExchange> Arrived { get; } = [];

    /// <summary>Refuses connections from now on and drops those that stand.</summary>
    public void Stop()
    {
        _listener.Stop();
        foreach (var socket in _open)
        {
            socket.Dispose();
        }
    }

    public void Dispose() => Stop();

    /// <summary>Reads one request; null at the end.</summary>
    private static async Task<StubExchange?> ReadAsync(Socket socket)
    {
        var buffer = new byte[16 * 1024];
        var length = 0;
        while (length < buffer.Length)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(length));
            if (read == 0)
            {
                return null;
            }

            length += read;
            if (buffer[0] == TlsHandshake)
            {
                await socket.SendAsync("HTTP/1.1 400 This is not a TLS server\r\n\r\n"u8.ToArray());
                return null;
            }

            var end = buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8) + 4;
            if (end >= 4)
            {
                var head = Encoding.Latin1.GetString(buffer, 0, end);
                if (length >= end + BodyLength(head))
                {
                    return new StubExchange(socket, head, Encoding.UTF8.GetString(buffer, end, length - end));
                }
            }
        }

        return null;
    }

    private static int BodyLength(string head)
    {
        const string Name = "\r\nContent-Length: ";
        var at = head.IndexOf(Name, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? 0 : int.Parse(head[(at + Name.Length)..].Split("\r\n")[0], CultureInfo.InvariantCulture);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync();
                _open.Add(socket);
                _ = ServeAsync(socket);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            while (await ReadAsync(socket) is { } exchange)
            {
                Arrived.Enqueue(exchange);
                if (!await Reply(exchange))
                {
                    break;
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The client left, or the reply was to break the connection.
        }
        finally
        {
            socket.Dispose();
        }
    }
}
