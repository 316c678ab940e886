using System.Net;
using System.Net.Sockets;

namespace WeChatMini.Sdk.Testing.Server;

internal static class FreePort
{
    /// <summary>A port that the system gave out just now and that nothing listens on.</summary>
    public static int Find()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
