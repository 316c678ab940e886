using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using WeChatMini.Sdk.Testing.Endpoints;

namespace WeChatMini.Sdk.Testing.Server;

/// <summary>One request in the hands of a fault: process it or not, answer it or not, and how.</summary>
internal sealed class Exchange(HttpContext context, RequestDelegate next, WeChatErrors errors)
{
    public WeChatErrors Errors => errors;

    public CancellationToken ClientGone => context.RequestAborted;

    public string Query => context.Request.QueryString.Value ?? "";

    /// <summary>Lets WeChat do what the request asks, and keeps its answer back.</summary>
    public async Task<FakeReply> ProcessAsync()
    {
        var wire = context.Response.Body;
        using var kept = new MemoryStream();
        context.Response.Body = kept;
        try
        {
            await next(context).ConfigureAwait(false);
        }
        finally
        {
            context.Response.Body = wire;
        }

        var reply = new FakeReply(context.Response.StatusCode, context.Response.ContentType ?? "", kept.ToArray())
        {
            // Those of the signature, which WeChat itself adds.
            Headers = [.. context.Response.Headers.Where(static header => header.Key.StartsWith("Wechatmp-", StringComparison.OrdinalIgnoreCase)).Select(static header => KeyValuePair.Create(header.Key, header.Value.ToString()))],
        };
        context.Response.Clear();
        return reply;
    }

    public async Task SendAsync(FakeReply reply)
    {
        await BeginAsync(reply, reply.Body.Length).ConfigureAwait(false);
        await WriteAsync(reply.Body, ClientGone).ConfigureAwait(false);
    }

    /// <summary>Sends the head of an answer; without a length the body is chunked.</summary>
    public Task BeginAsync(FakeReply reply, long? length)
    {
        var response = context.Response;
        response.StatusCode = reply.Status;
        response.ContentType = reply.ContentType;
        response.ContentLength = length;
        foreach (var (name, value) in reply.Headers)
        {
            response.Headers[name] = value;
        }

        return response.StartAsync(ClientGone);
    }

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken gone)
    {
        await context.Response.Body.WriteAsync(bytes, gone).ConfigureAwait(false);
        await context.Response.Body.FlushAsync(gone).ConfigureAwait(false);
    }

    /// <summary>Ends the connection in good order (FIN) without a byte of an answer.</summary>
    public void Close() => Kill(static socket => socket.Shutdown(SocketShutdown.Both));

    /// <summary>Breaks the connection (RST).</summary>
    public void Reset() => Kill(static socket => socket.LingerState = new LingerOption(true, 0));

    public void Abort() => context.Abort();

    private void Kill(Action<Socket> prepare)
    {
        var socket = context.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket;
        try
        {
            prepare(socket);
        }
        catch (SocketException)
        {
            // The client was faster.
        }

        socket.Close();
        context.Abort();
    }
}
