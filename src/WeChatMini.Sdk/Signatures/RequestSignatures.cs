namespace WeChatMini.Sdk.Signatures;

/// <summary>The query parameters that an API wants beside <c>access_token</c>. They are made over the bytes that are sent, and added where no log can see them.</summary>
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
}
