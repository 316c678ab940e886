using System.Net.Sockets;
using System.Text;

namespace WeChatMini.Sdk.LeakTests.Upstream;

/// <summary>One request as it came over the wire, and the socket to answer on.</summary>
internal sealed class StubExchange(Socket socket, string head)
{
    public string Head => head;

    /// <summary>What followed the method: path and query, secrets included.</summary>
    public string Target { get; } = head.Split(' ') is { Length: > 1 } words ? words[1] : "";

    /// <summary>The header names, in lower case.</summary>
    public IReadOnlyList<string> HeaderNames { get; } =
        [.. head.Split("\r\n").Skip(1).Where(line => line.Contains(':', StringComparison.Ordinal)).Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)].ToLowerInvariant())];

    public async Task WriteAsync(string text) => await socket.SendAsync(Encoding.UTF8.GetBytes(text));

    /// <summary>Answers with a body and keeps the connection.</summary>
    public Task AnswerAsync(string status, string contentType, string body, string headers = "") =>
        WriteAsync($"HTTP/1.1 {status}\r\nContent-Type: {contentType}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n{headers}\r\n{body}");

    /// <summary>Ends the connection in good order: FIN.</summary>
    public void Finish() => socket.Shutdown(SocketShutdown.Both);

    /// <summary>Breaks the connection: RST.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }
}
