using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WeChatMini.Sdk.LeakTests.Upstream;

/// <summary>A Redis that knows no command. A real one says so in the same words and repeats the arguments: AUTH and SET among them where an operator renamed those.</summary>
internal sealed class EchoingRedis : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public EchoingRedis()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public string Address => _listener.LocalEndpoint.ToString()!;

    public void Dispose() => _listener.Stop();

    private static async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            var buffer = new byte[16 * 1024];
            try
            {
                while (await socket.ReceiveAsync(buffer) is > 0 and var read)
                {
                    foreach (var command in Encoding.Latin1.GetString(buffer, 0, read).Split('*', StringSplitOptions.RemoveEmptyEntries))
                    {
                        var words = command.Split("\r\n").Where((_, line) => line > 0 && line % 2 == 0).ToArray();
                        await socket.SendAsync(Encoding.Latin1.GetBytes($"-ERR unknown command '{words.FirstOrDefault()}', with args beginning with: '{string.Join("' '", words.Skip(1)).ReplaceLineEndings(" ")}'\r\n"));
                    }
                }
            }
            catch (SocketException)
            {
                // The client left.
            }
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptSocketAsync());
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Stopped.
        }
    }
}
