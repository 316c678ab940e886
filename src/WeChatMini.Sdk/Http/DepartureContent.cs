using System.Net;

namespace WeChatMini.Sdk.Http;

/// <summary>
/// Wraps a request's body, empty or not, and notes when it is asked for: the connection stands by then and the header is about
/// to be flushed. It is the exact line between "nothing left this machine" and "a one-time code may be spent".
/// </summary>
internal sealed class DepartureContent : HttpContent
{
    private readonly WeChatCall _call;
    private readonly HttpContent _body;

    public DepartureContent(WeChatCall call, HttpContent body)
    {
        _call = call;
        _body = body;
        foreach (var (name, values) in body.Headers)
        {
            Headers.TryAddWithoutValidation(name, values);
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _call.Leaves();
        return _body.CopyToAsync(stream, context, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Headers.ContentLength ?? 0;
        return _body.Headers.ContentLength is not null;
    }
}
