using System.Net;

namespace WeChatMini.Sdk.Http;

/// <summary>
/// An empty body that notes when it is asked for: the connection stands by then and the header is about to be flushed. It is
/// the exact line between "nothing left this machine" and "a one-time code may be spent".
/// </summary>
internal sealed class DepartureContent(WeChatCall call) : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        call.Leaves();
        return Task.CompletedTask;
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return true;
    }
}
