using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WeChatMini.Sdk.LeakTests.Hosts;

/// <summary>The mini-program's side of HTTP on a bare socket: an HttpClient in this process would report the token that it sends to the very sinks that are searched.</summary>
internal sealed class RawHttp(int port) : IDisposable
{
    private Socket? _socket;

    public async Task<HostAnswer> SendAsync(string method, string path, string? token, string contentType, ReadOnlyMemory<byte> body, IReadOnlyDictionary<string, string>? more = null)
    {
        if (_socket is null)
        {
            _socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await _socket.ConnectAsync(IPAddress.Loopback, port);
        }

        var authorization = token is null ? "" : $"Authorization: Bearer {token}\r\n";
        var others = string.Concat((more ?? new Dictionary<string, string>()).Select(header => $"{header.Key}: {header.Value}\r\n"));
        var content = body.IsEmpty ? "Content-Length: 0\r\n" : $"Content-Type: {contentType}\r\nContent-Length: {body.Length}\r\n";

        // Latin-1, so that a token that is not ASCII arrives as what it is.
        byte[] head = Encoding.Latin1.GetBytes($"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{authorization}{others}{content}\r\n");
        await _socket.SendAsync((byte[])[.. head, .. body.Span]);
        var answer = await ReadAsync(_socket);
        if (answer.Headers.Contains("Connection: close", StringComparison.OrdinalIgnoreCase))
        {
            Dispose();
        }

        return answer;
    }

    public void Dispose()
    {
        _socket?.Dispose();
        _socket = null;
    }

    private static async Task<HostAnswer> ReadAsync(Socket socket)
    {
        var received = new MemoryStream();
        var buffer = new byte[8 * 1024];
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer);
            if (read == 0)
            {
                throw new InvalidOperationException("The host closed the connection without an answer.");
            }

            received.Write(buffer, 0, read);
            var all = received.GetBuffer().AsMemory(0, (int)received.Length);
            var end = all.Span.IndexOf("\r\n\r\n"u8);
            if (end < 0)
            {
                continue;
            }

            var head = Encoding.Latin1.GetString(all.Span[..end]);
            var rest = all[(end + 4)..];
            if (Body(head, rest) is { } body)
            {
                return new HostAnswer(int.Parse(head.Split(' ')[1], CultureInfo.InvariantCulture), head, body);
            }
        }
    }

    /// <summary>The body once all of it is there; a chunked one with its chunk sizes, which is as good to search.</summary>
    private static byte[]? Body(string head, ReadOnlyMemory<byte> rest)
    {
        if (head.Contains("Transfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase))
        {
            return rest.Span.EndsWith("0\r\n\r\n"u8) ? rest.ToArray() : null;
        }

        const string Name = "Content-Length:";
        var at = head.IndexOf(Name, StringComparison.OrdinalIgnoreCase);
        var length = at < 0 ? 0 : int.Parse(head[(at + Name.Length)..].Split("\r\n")[0], CultureInfo.InvariantCulture);
        return rest.Length >= length ? rest[..length].ToArray() : null;
    }
}
