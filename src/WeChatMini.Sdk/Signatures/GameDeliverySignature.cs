using System.Security.Cryptography;
using System.Text;

namespace WeChatMini.Sdk.Signatures;

/// <summary>The <c>PayEventSig</c> of pushes that ask a mini-game to deliver what was paid for.</summary>
/// <remarks>WeChat's own pages give no example; the rule comes from third parties who receive these pushes. The push itself is verified before, as every push is.</remarks>
public static class GameDeliverySignature
{
    /// <summary>Checks the signature, in constant time.</summary>
    /// <param name="appKey">The AppKey of the environment that the push is for.</param>
    /// <param name="pushEvent">The push's <c>Event</c>, such as <c>xpay_goods_deliver_notify</c>.</param>
    /// <param name="payload">The text of <c>MiniGame.Payload</c>, exactly as it came.</param>
    /// <param name="payEventSig">The text of <c>MiniGame.PayEventSig</c>.</param>
    /// <returns>Whether it is right; if not, deliver nothing.</returns>
    public static bool Verify(string appKey, string pushEvent, string payload, string? payEventSig)
    {
        ArgumentException.ThrowIfNullOrEmpty(payload);
        var expected = PaySignature.Compute(appKey, pushEvent, payload);
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(payEventSig ?? ""));
    }
}
