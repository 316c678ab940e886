using System.Net;
using System.Net.Http.Headers;

namespace WeChatMini.Sdk.Http;

/// <summary>
/// Stands for a request's body, empty or not, and notes when it is asked for: the connection stands by then and the header is
/// about to be flushed. It is the exact line between "nothing left this machine" and "a one-time code may be spent".
/// </summary>
internal sealed class DepartureContent : HttpContent
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly WeChatCall _call;
    private readonly HttpContent? _body;
    private readonly byte[]? _json;

    private DepartureContent(WeChatCall call, HttpContent? body)
    {
        _call = call;
        _body = body;
        if (body is not null)
        {
            foreach (var (name, values) in body.Headers.NonValidated)
            {
                if (values.Count == 1)
                {
                    // The other way makes a list of it first.
                    Headers.TryAddWithoutValidation(name, values.ToString());
                }
                else
                {
                    Headers.TryAddWithoutValidation(name, values);
                }
            }
        }
    }

    private DepartureContent(WeChatCall call, byte[] json)
    {
        _call = call;
        _json = json;
        Headers.ContentType = Json;
    }

    /// <summary>What goes over the wire: the message's own body, or JSON that the message itself does not have. A protected call is sealed here and now.</summary>
    public static DepartureContent Of(WeChatCall call, HttpContent? body)
    {
        if (call.Protection()?.Seal(call.Address) is not { } sealedRequest)
        {
            return call.RevealBody() is { } json ? new DepartureContent(call, json) : new DepartureContent(call, body);
        }

        var content = new DepartureContent(call, sealedRequest.Body());
        sealedRequest.AddTo(content.Headers);
        return content;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _call.Leaves();
        return _json is not null ? stream.WriteAsync(_json, cancellationToken).AsTask() : _body?.CopyToAsync(stream, context, cancellationToken) ?? Task.CompletedTask;
    }

    protected override bool TryComputeLength(out long length)
    {
        var known = _json?.Length ?? (_body is null ? 0 : _body.Headers.ContentLength);
        length = known ?? 0;
        return known is not null;
    }
}
