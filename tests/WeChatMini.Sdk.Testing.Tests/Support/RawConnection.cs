using System.Net.Sockets;
using System.Text;

namespace WeChatMini.Sdk.Testing.Tests.Support;

/// <summary>A TCP connection that shows exactly what comes back: the bytes, and how the connection ends.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly byte[] _buffer = new byte[64 * 1024];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<RawConnection> ToAsync(Uri address)
    {
        var connection = new RawConnection();
        await connection._socket.ConnectAsync(address.Host, address.Port, Cancellation);
        return connection;
    }

    public async Task SendAsync(string pathAndQuery) =>
        await _socket.SendAsync(Encoding.ASCII.GetBytes($"GET {pathAndQuery} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"), Cancellation);

    /// <summary>Reads what is there; 0 bytes mean that the peer closed in good order.</summary>
    public ValueTask<int> ReceiveAsync() => _socket.ReceiveAsync(_buffer, Cancellation);

    /// <summary>Reads one answer with a Content-Length and leaves the connection open.</summary>
    public async Task<string> ReceiveAnswerAsync()
    {
        var text = new StringBuilder();
        while (true)
        {
            var count = await ReceiveAsync();
            Assert.NotEqual(0, count);
            text.Append(Encoding.UTF8.GetString(_buffer, 0, count));
            var answer = text.ToString();
            var body = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
            var length = answer.Split("Content-Length: ", 2) is [_, var rest] ? int.Parse(rest.Split("\r\n", 2)[0], null) : int.MaxValue;
            if (body > 3 && Encoding.UTF8.GetByteCount(answer[body..]) >= length)
            {
                return answer;
            }
        }
    }

    public void Dispose() => _socket.Dispose();
}
