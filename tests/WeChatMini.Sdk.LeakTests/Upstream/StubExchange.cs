using System.Net.Sockets;
using System.Text;

namespace WeChatMini.Sdk.LeakTests.Upstream;

/// <summary>One request as it came over the wire, and the socket to answer on.</summary>
internal sealed class StubExchange(Socket socket, string head, string body)
{
    public string Head => head;

    /// <summary>What followed the method: path and query, secrets included.</summary>
    public string Target { get; } = head.Split(' ') is { Length: > 1 } words ? words[1] : "";

    public string Path => Target.Split('?')[0];

    /// <summary>
    /// All of the request in which there is a secret, on one line and as it can stand in a query: what a server repeats that
    /// writes down more than the address.
    /// </summary>
    public string Echo { get; } = (head.Split(' ') is { Length: > 1 } parts ? parts[1] : "")
        + (body.Length > 0 ? "&body=" + Uri.EscapeDataString(body) : "")
        + (Header(head, "Authorization") is { } key ? "&key=" + Uri.EscapeDataString(key) : "");

    /// <summary>The header names, in lower case.</summary>
    public IReadOnlyList<string> HeaderNames { get; } =
        [.. head.Split("\r\n").Skip(1).Where(line => line.Contains(':', StringComparison.Ordinal)).Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)].ToLowerInvariant())];

    private static string? Header(string head, string name) =>
        head.Split("\r\n").FirstOrDefault(line => line.StartsWith(name + ": ", StringComparison.OrdinalIgnoreCase))?[(name.Length + 2)..];

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
