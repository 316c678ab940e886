namespace WeChatMini.Sdk.Signatures;

/// <summary>
/// The signatures that an API wants beside <c>access_token</c>, added where no log can see them: three in the query, over the bytes that are sent,
/// or those of one family in the body, which have no others beside them.
/// </summary>
[Flags]
public enum RequestSignatures
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary><c>pay_sig</c>: with an AppKey, over path and body.</summary>
    PaySig = 1,

    /// <summary><c>signature</c>: with the user's session_key, over the body.</summary>
    Session = 2,

    /// <summary><c>sig_method</c>, which says <c>hmac_sha256</c>, beside <c>signature</c>.</summary>
    SigMethod = 4,

    /// <summary><c>delivery_sign</c> in the body: with the delivery company's AppSecret (<see cref="WeChatDeliveryOptions.AppSecrets"/>), over <c>shopid</c> and <c>shop_order_id</c>.</summary>
    DeliverySign = 8,

    /// <summary>
    /// <c>sig</c> and <c>mp_sig</c> in the body: with the payment's AppKey and the user's session_key, over path, parameters and access token (<see cref="MidasSignature"/>).
    /// <c>appid</c> and <c>ts</c> are added where the body has none. A path with <c>/sandbox/</c> is signed with the sandbox's AppKey.
    /// </summary>
    MidasSig = 16,
}
