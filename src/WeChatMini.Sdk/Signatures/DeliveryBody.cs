using WeChatMini.Sdk.Errors;

namespace WeChatMini.Sdk.Signatures;

/// <summary>A body with <c>delivery_sign</c>.</summary>
/// <param name="body">The body, with <c>shopid</c>.</param>
/// <param name="options">The AppSecrets of the delivery companies.</param>
internal sealed class DeliveryBody(byte[] body, WeChatDeliveryOptions options) : IBodySignature
{
    /// <exception cref="WeChatException">There is no AppSecret for this shop.</exception>
    public byte[] Sign(string accessToken)
    {
        var signed = new SignedBody(body);
        var shop = signed.Find("shopid") ?? "";
        return options.AppSecrets.TryGetValue(shop, out var secret) && secret.Length > 0
            ? signed.Add("delivery_sign", DeliverySignature.Compute(shop, signed.Find("shop_order_id") ?? "", secret)).ToBytes()
            : throw new WeChatException(WeChatErrorKind.Misconfigured, "This call is signed with the AppSecret that the delivery company gave to the shop, and there is none for its shopid. Set Delivery:AppSecrets, by shopid.");
    }

    public void Dispose()
    {
    }
}
