using System.Security.Cryptography;
using System.Text;

namespace WeChatMini.Sdk.Signatures;

/// <summary>The <c>delivery_sign</c> in the body of instant-delivery calls (<c>/cgi-bin/express/local/business/</c>).</summary>
public static class DeliverySignature
{
    /// <summary>Signs an order.</summary>
    /// <param name="shopId">The shop's number at the delivery company.</param>
    /// <param name="shopOrderId">The order's number at the shop; empty where the call has none.</param>
    /// <param name="appSecret">The AppSecret that the delivery company gave out. It is not the mini-program's.</param>
    /// <returns>40 lower-case hexadecimal digits: SHA-1 of the three, one behind the other, as WeChat's page defines it.</returns>
    public static string Compute(string shopId, string shopOrderId, string appSecret)
    {
        ArgumentException.ThrowIfNullOrEmpty(shopId);
        ArgumentNullException.ThrowIfNull(shopOrderId);
        ArgumentException.ThrowIfNullOrEmpty(appSecret);
#pragma warning disable CA5350 // The delivery companies' rule.
        return Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(shopId + shopOrderId + appSecret)));
#pragma warning restore CA5350
    }
}
