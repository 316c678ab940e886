using System.Globalization;
using System.Net.Http.Headers;

namespace WeChatMini.Sdk.SecureApi;

/// <summary>What goes over the wire in the place of a request. The last hop alone has it, for as long as the socket needs it.</summary>
internal sealed class SealedRequest(byte[] body, string appId, long timestamp, string signature)
{
    private const string AppId = "Wechatmp-Appid";
    private const string TimeStamp = "Wechatmp-TimeStamp";
    private const string Signature = "Wechatmp-Signature";

    /// <summary>The very bytes that are signed.</summary>
    public byte[] Body() => body;

    /// <summary>Adds the headers. They stand with those of the body, so that the message itself never has them.</summary>
    public void AddTo(HttpContentHeaders headers)
    {
        headers.TryAddWithoutValidation(AppId, appId);
        headers.TryAddWithoutValidation(TimeStamp, timestamp.ToString(CultureInfo.InvariantCulture));
        headers.TryAddWithoutValidation(Signature, signature);
    }

    public override string ToString() => nameof(SealedRequest);
}
