using System.Globalization;
using System.Net.Http.Headers;

namespace WeChatMini.Sdk.SecureApi;

/// <summary>What goes over the wire in the place of a request. The last hop alone has it, for as long as the socket needs it.</summary>
internal sealed class SealedRequest(byte[] body, string appId, long timestamp, string signature)
{
    private const string AppId = "Wechatmp-Appid";
    private const string TimeStamp = "Wechatmp-TimeStamp";
    private const string Signature = "Wechatmp-Signature";

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    /// <summary>The very bytes that are signed.</summary>
    public HttpContent Content() => new ByteArrayContent(body) { Headers = { ContentType = Json } };

    public void AddTo(HttpRequestHeaders headers)
    {
        RemoveFrom(headers);
        headers.TryAddWithoutValidation(AppId, appId);
        headers.TryAddWithoutValidation(TimeStamp, timestamp.ToString(CultureInfo.InvariantCulture));
        headers.TryAddWithoutValidation(Signature, signature);
    }

    public static void RemoveFrom(HttpRequestHeaders headers)
    {
        headers.Remove(AppId);
        headers.Remove(TimeStamp);
        headers.Remove(Signature);
    }

    public override string ToString() => nameof(SealedRequest);
}
