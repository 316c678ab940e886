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

    /// <summary>Describes a push: its body is read when the core asks for it, after the signature was checked, and as far as it says.</summary>
    public static MiniRequest DescribePush(this HttpContext context, string path) =>
        new(context.Request.Method, path, context.Headers())
        {
            Query = context.Request.QueryString.Value,
            RemoteAddress = context.Connection.RemoteIpAddress?.ToString(),
            Deadline = context.Features.Get<FunctionInvocation>()?.Deadline,
            ReadBody = limit => TryReadBodyAsync(context.Request.BodyReader, limit),
        };

    public static async ValueTask<MiniRequest> ReadAsync(this HttpContext context, string path)
    {
        var request = context.Request;
        var body = await ReadBodyAsync(request.BodyReader, ReadLimit).ConfigureAwait(false);
        return new MiniRequest(request.Method, path, context.Headers(), body)
        {
            Query = request.QueryString.Value,
            RemoteAddress = context.Connection.RemoteIpAddress?.ToString(),
            Deadline = context.Features.Get<FunctionInvocation>()?.Deadline,
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

    private static IEnumerable<KeyValuePair<string, string>> Headers(this HttpContext context) =>
        context.Request.Headers.Select(static header => KeyValuePair.Create(header.Key, header.Value.ToString()));

    /// <summary>A body that does not arrive as announced is none: the core has one answer for all that is wrong with a push.</summary>
    private static async ValueTask<ReadOnlyMemory<byte>?> TryReadBodyAsync(PipeReader reader, int limit)
    {
        try
        {
            return await ReadBodyAsync(reader, limit).ConfigureAwait(false);
        }
        catch (BadHttpRequestException)
        {
            return null;
        }
    }

    /// <summary>Reads by what arrives, never by what Content-Length says; the copy outlives the request, for a login goes on when its client has left.</summary>
    private static async ValueTask<byte[]> ReadBodyAsync(PipeReader reader, int limit)
    {
        // The server ends the reading when the client leaves. A token would do so too, and leave the reader in the middle of it.
        var result = await reader.ReadAtLeastAsync(limit, CancellationToken.None).ConfigureAwait(false);
        var body = result.Buffer.Slice(0, Math.Min(result.Buffer.Length, limit)).ToArray();
        reader.AdvanceTo(result.Buffer.End);
        return body;
    }
}
