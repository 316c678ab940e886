using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace WeChatMini.Engines;

/// <summary>A port for a server that is stopped and started again. From 32768 on systems take ports for connections, so a server's could be gone when it comes back.</summary>
internal static class FreePort
{
    private const int First = 10_000;
    private const int FirstOfConnections = 32_768;

    /// <summary>Finds a port that nobody listens on now.</summary>
    public static int Find()
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(First, FirstOfConnections);
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException taken) when (taken.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
            {
                // By somebody else; on Windows whole ranges are kept.
            }
        }
    }
}
