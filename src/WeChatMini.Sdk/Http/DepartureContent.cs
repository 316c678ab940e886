using System.Net;

namespace WeChatMini.Sdk.Http;

/// <summary>
/// Stands for a request's body, empty or not, and notes when it is asked for: the connection stands by then and the header is
/// about to be flushed. It is the exact line between "nothing left this machine" and "a one-time code may be spent".
/// </summary>
internal sealed class DepartureContent : HttpContent
{
    private readonly WeChatCall _call;
    private readonly HttpContent? _body;

    public DepartureContent(WeChatCall call, HttpContent? body)
    {
        _call = call;
        _body = body;
        if (body is not null)
        {
            foreach (var (name, values) in body.Headers.NonValidated)
            {
                Headers.TryAddWithoutValidation(name, values);
            }
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _call.Leaves();
        return _body?.CopyToAsync(stream, context, cancellationToken) ?? Task.CompletedTask;
    }

    protected override bool TryComputeLength(out long length)
    {
        var known = _body is null ? 0 : _body.Headers.ContentLength;
        length = known ?? 0;
        return known is not null;
    }
}
