using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WeChatMini.Benchmarks.Exchange;

/// <summary>
/// Answers every request with one fixed login answer. Runs as its own process, so that its cost is not the client's. It is as
/// small as can be: with two cores, what it spends the client waits for.
/// </summary>
internal static class StubServer
{
    public const string Argument = "stub";

    private const string Body = """{"session_key":"dGhpcyBpcyAxNiBieXRlcw==","openid":"oBenchmark0000000000000000001","unionid":"uBenchmark0000000000000000001"}""";

    private static readonly byte[] Answer = Encoding.ASCII.GetBytes(
        $"HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nContent-Type: text/plain\r\nDate: Thu, 01 Jan 2026 00:00:00 GMT\r\nContent-Length: {Body.Length}\r\n\r\n{Body}");

    /// <summary>Serves until standard input ends, so that it never outlives the process that started it.</summary>
    public static async Task RunAsync()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(512);
        Console.WriteLine(((IPEndPoint)listener.LocalEndPoint!).Port);
        _ = AcceptAsync(listener);
        await Console.In.ReadToEndAsync();
    }

    private static async Task AcceptAsync(Socket listener)
    {
        while (true)
        {
            _ = ServeAsync(await listener.AcceptAsync());
        }
    }

    private static async Task ServeAsync(Socket connection)
    {
        using var _ = connection;
        connection.NoDelay = true;
        var buffer = new byte[8192];
        var filled = 0;
        while (await connection.ReceiveAsync(buffer.AsMemory(filled)) is var read and > 0)
        {
            filled += read;

            // The requests have no body: the end of the header is the end of the request.
            if (buffer.AsSpan(0, filled).EndsWith("\r\n\r\n"u8))
            {
                filled = 0;
                await connection.SendAsync(Answer);
            }
        }
    }
}
