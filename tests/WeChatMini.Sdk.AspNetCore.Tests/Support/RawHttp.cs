using System.Net.Sockets;
using System.Text;
using Xunit;

namespace WeChatMini.Sdk.AspNetCore.Tests.Support;

/// <summary>A client that sends bytes as no proper client does.</summary>
public sealed class RawHttp : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<RawHttp> ConnectAsync(Uri address)
    {
        var client = new RawHttp();
        await client._socket.ConnectAsync(address.Host, address.Port, Cancellation);
        return client;
    }

    /// <summary>The head of a login; headers say what they like about the body.</summary>
    public Task SendLoginHeadAsync(params string[] headers) =>
        SendAsync("POST /wx/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + string.Concat(headers.Select(header => header + "\r\n")) + "\r\n");

    public async Task SendAsync(string text) => await _socket.SendAsync(Encoding.UTF8.GetBytes(text), Cancellation);

    public void SayNoMore() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>Ends the connection with a reset.</summary>
    public void Reset()
    {
        _socket.LingerState = new LingerOption(true, 0);
        _socket.Close();
    }

    /// <summary>Reads until the status line, all headers and a body of the announced length are there.</summary>
    public async Task<Answer> ReadAsync()
    {
        var received = new List<byte>();
        var buffer = new byte[4096];
        while (true)
        {
            if (Parse(received) is { } answer)
            {
                return answer;
            }

            var count = await _socket.ReceiveAsync(buffer, Cancellation);
            Assert.True(count > 0, "The connection ended before the answer did: " + Encoding.UTF8.GetString([.. received]));
            received.AddRange(buffer.AsSpan(0, count));
        }
    }

    public void Dispose() => _socket.Dispose();

    private static Answer? Parse(List<byte> received)
    {
        var text = Encoding.Latin1.GetString([.. received]);
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0)
        {
            return null;
        }

        var lines = text[..end].Split("\r\n");
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(parts => parts[0], parts => parts[1], StringComparer.OrdinalIgnoreCase);
        var length = int.Parse(headers.GetValueOrDefault("Content-Length", "0"), System.Globalization.CultureInfo.InvariantCulture);
        return received.Count - end - 4 < length ? null : new Answer(int.Parse(lines[0].AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture), headers, [.. received.Skip(end + 4).Take(length)]);
    }
}
