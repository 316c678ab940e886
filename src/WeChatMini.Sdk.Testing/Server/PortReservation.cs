using System.Net;
using System.Net.Sockets;

namespace WeChatMini.Sdk.Testing.Server;

/// <summary>
/// A loopback port that is ours: bound but not listening, so that the system gives it to nobody else before the server starts,
/// or while it does not listen.
/// </summary>
/// <remarks>Only Linux lets a server listen on a port that is reserved so; elsewhere the port is checked and given back.</remarks>
internal sealed class PortReservation : IDisposable
{
    private const int Attempts = 20;
    private readonly List<Socket> _sockets = [];

    private PortReservation(int port)
    {
        Port = ((IPEndPoint)Bind(IPAddress.Loopback, port).LocalEndPoint!).Port;
        if (Socket.OSSupportsIPv6)
        {
            // WireMock.Net makes Kestrel listen on both loopback addresses.
            Bind(IPAddress.IPv6Loopback, Port);
        }

        if (!OperatingSystem.IsLinux())
        {
            Dispose();
        }
    }

    public int Port { get; }

    /// <summary>Takes a port; 0 for any free one.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    public static PortReservation Take(int port)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new PortReservation(port);
            }
            catch (SocketException error) when (port != 0 || attempt == Attempts)
            {
                throw new IOException($"Port {port} on 127.0.0.1 cannot be had: {error.Message}", error);
            }
            catch (SocketException)
            {
                // Free on 127.0.0.1 but not on ::1: another one.
            }
        }
    }

    public void Dispose() => _sockets.ForEach(static socket => socket.Dispose());

    private Socket Bind(IPAddress address, int port)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        _sockets.Add(socket);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.AddressNotAvailable)
        {
            // IPv6 is compiled in but switched off.
        }
        catch
        {
            Dispose();
            throw;
        }

        return socket;
    }
}
