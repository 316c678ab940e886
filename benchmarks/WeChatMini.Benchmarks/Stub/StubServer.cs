using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WeChatMini.Benchmarks.Stub;

/// <summary>
/// Answers every request with the fixed answer of its path. Runs as its own process, so that its cost is not the client's. It
/// is as small as can be: with two cores, what it spends the client waits for.
/// </summary>
internal static class StubServer
{
    public const string Argument = "stub";

    private static readonly byte[] Login = Answer("""{"session_key":"dGhpcyBpcyAxNiBieXRlcw==","openid":"oBenchmark0000000000000000001","unionid":"uBenchmark0000000000000000001"}""");
    private static readonly byte[] Token = Answer("{\"access_token\":\"" + new string('t', 136) + "\",\"expires_in\":7200}");
    private static readonly byte[] Check = Answer("""{"errcode":0,"errmsg":"ok","result":{"suggest":"pass","label":100},"trace_id":"65f2a0b1-1f7ad3c1-2d8b9e6a"}""");

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

    private static byte[] Answer(string body) => Encoding.ASCII.GetBytes(
        $"HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nContent-Type: application/json\r\nDate: Thu, 01 Jan 2026 00:00:00 GMT\r\nContent-Length: {body.Length}\r\n\r\n{body}");

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
            if (IsWhole(buffer.AsSpan(0, filled)))
            {
                var answer = AnswerTo(buffer.AsSpan(0, filled));
                filled = 0;
                await connection.SendAsync(answer);
            }
        }
    }

    /// <summary>The bodies are JSON objects of one level, and nothing follows a request before its answer.</summary>
    private static bool IsWhole(ReadOnlySpan<byte> request) => request.StartsWith("GET"u8) ? request.EndsWith("\r\n\r\n"u8) : request.EndsWith("}"u8);

    private static byte[] AnswerTo(ReadOnlySpan<byte> request)
    {
        var path = request[(request.IndexOf((byte)' ') + 1)..];
        return path.StartsWith("/cgi-bin/"u8) ? Token : path.StartsWith("/wxa/"u8) || path.StartsWith("/xpay/"u8) ? Check : Login;
    }
}
