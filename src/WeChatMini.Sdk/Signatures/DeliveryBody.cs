using System.Text;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.SecureApi;

namespace WeChatMini.Sdk.Signatures;

/// <summary>A body with <c>delivery_sign</c>.</summary>
/// <param name="body">The body, with <c>shopid</c>.</param>
/// <param name="options">The AppSecrets of the delivery companies.</param>
internal sealed class DeliveryBody(byte[] body, WeChatDeliveryOptions options) : IBodySignature
{
    /// <exception cref="WeChatException">There is no AppSecret for this shop, or the body cannot hold a signature.</exception>
    public byte[] Sign(string accessToken)
    {
        var signed = new SignedBody(body);
        var shop = signed.Find("shopid"u8) ?? "";
        if (!options.AppSecrets.TryGetValue(shop, out var secret) || secret.Length == 0)
        {
            throw new WeChatException(WeChatErrorKind.Misconfigured, "This call is signed with the AppSecret that the delivery company gave to the shop, and there is none for its shopid. Set Delivery:AppSecrets, by shopid.");
        }

        var sign = DeliverySignature.Compute(shop, signed.Find("shop_order_id"u8) ?? "", secret);
        var sent = new RentedBytes(body.Length + 80);
        try
        {
            signed.Begin(ref sent);
            signed.Add("delivery_sign"u8, Encoding.UTF8.GetBytes(sign), isText: true, ref sent);
            return SignedBody.End(ref sent);
        }
        finally
        {
            sent.Dispose();
        }
    }

    public void Dispose()
    {
    }
}
