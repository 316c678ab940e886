using System.Globalization;
using System.IO.Compression;
using WeChatMini.Sdk.Testing.Endpoints;
using WeChatMini.Sdk.Testing.Server;

namespace WeChatMini.Sdk.Testing.Faults;

/// <summary>Faults of the answer: another one instead, or the right one spoilt.</summary>
internal static class ReplyFaults
{
    /// <summary>No fault: the answer goes out as it is, with its length, where WireMock.Net alone would send it in chunks.</summary>
    public static Func<Exchange, Patience, Task> None { get; } = Edited(static body => body);

    public static Func<Exchange, Patience, Task> Instead(FakeReply reply) => (exchange, _) => exchange.SendAsync(reply);

    public static Func<Exchange, Patience, Task> Edited(Func<byte[], byte[]> edit) => async (exchange, _) =>
    {
        var reply = await exchange.ProcessAsync().ConfigureAwait(false);
        await exchange.SendAsync(reply with { Body = edit(reply.Body) }).ConfigureAwait(false);
    };

    public static Task ErrorCodeAsStringAsync(Exchange exchange, Patience patience) => exchange.SendAsync(exchange.Errors.Reply(40029, codeAsString: true));

    public static Task RedirectAsync(Exchange exchange, Patience patience) =>
        exchange.SendAsync(FakeReply.Html(302, "302 Found") with { Headers = [new("Location", "/redirected" + exchange.Query)] });

    public static async Task GzipAsync(Exchange exchange, Patience patience)
    {
        var reply = await exchange.ProcessAsync().ConfigureAwait(false);
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(reply.Body);
        }

        await exchange.SendAsync(reply with { Body = packed.ToArray(), Headers = [new("Content-Encoding", "gzip")] }).ConfigureAwait(false);
    }

    public static FakeReply Status(int code, TimeSpan? retryAfter)
    {
        var reply = FakeReply.Html(code, code.ToString(CultureInfo.InvariantCulture));
        var seconds = Math.Ceiling(retryAfter.GetValueOrDefault().TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return retryAfter is null ? reply : reply with { Headers = [new("Retry-After", seconds)] };
    }
}
