using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using WeChatMini.Sdk.Endpoint;

namespace WeChatMini.Sdk.AspNetCore.Endpoints;

/// <summary>Carries requests and responses between ASP.NET Core and the core's endpoint.</summary>
internal static class HttpContextAdapter
{
    /// <summary>One byte more than is allowed, so that the core can see that there is more.</summary>
    private const int ReadLimit = WeChatMiniEndpoint.MaxBodyBytes + 1;

    public static async ValueTask<MiniRequest> ReadAsync(this HttpContext context, string path)
    {
        var request = context.Request;
        var body = await ReadBodyAsync(request.BodyReader).ConfigureAwait(false);
        return new MiniRequest(request.Method, path, request.Headers.Select(static header => KeyValuePair.Create(header.Key, header.Value.ToString())), body)
        {
            RemoteAddress = context.Connection.RemoteIpAddress?.ToString(),
        };
    }

    public static async Task WriteToAsync(this MiniResponse answer, HttpContext context)
    {
        var response = context.Response;
        response.StatusCode = answer.StatusCode;
        foreach (var (name, value) in answer.Headers)
        {
            response.Headers[name] = value;
        }

        if (!answer.Body.IsEmpty)
        {
            response.ContentLength = answer.Body.Length;
            await response.Body.WriteAsync(answer.Body, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Reads by what arrives, never by what Content-Length says; the copy outlives the request, for a login goes on when its client has left.</summary>
    private static async ValueTask<byte[]> ReadBodyAsync(PipeReader reader)
    {
        // The server ends the reading when the client leaves. A token would do so too, and leave the reader in the middle of it.
        var result = await reader.ReadAtLeastAsync(ReadLimit, CancellationToken.None).ConfigureAwait(false);
        var body = result.Buffer.Slice(0, Math.Min(result.Buffer.Length, ReadLimit)).ToArray();
        reader.AdvanceTo(result.Buffer.End);
        return body;
    }
}
