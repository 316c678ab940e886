using System.Diagnostics;
using System.Text.Json.Serialization;

namespace WeChatMini.Sdk.Signatures;

/// <summary>The AppKeys that sign payment calls of every client of the app, those of mini-games among them. A client with <c>AddPaySignature</c> has its own instead.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class WeChatPaymentOptions
{
    /// <summary>Gets or sets the live AppKey, from the console's page of the payment. It is sent and printed nowhere.</summary>
    /// <value>Empty by default: a call that asks for a payment's signature, as typed ones do, is <see cref="Errors.WeChatErrorKind.Misconfigured"/>, and any other goes without one.</value>
    [JsonIgnore]
    public string AppKey { get; set; } = "";

    /// <summary>Gets or sets the sandbox's AppKey, for bodies with <c>"env": 1</c>.</summary>
    /// <value>Empty by default, which refuses them before anything is sent.</value>
    [JsonIgnore]
    public string SandboxAppKey { get; set; } = "";

    /// <summary>Gets or sets the live AppKeys of the B2B assistant's merchants (<c>/retail/B2b/</c>) by <c>mchid</c>. WeChat's server takes the live key there, whatever the environment.</summary>
    /// <value>Empty by default; a merchant without an entry is signed for with <see cref="AppKey"/>.</value>
    [JsonIgnore]
    public IDictionary<string, string> MerchantAppKeys { get; set; } = new Dictionary<string, string>();

    internal bool IsConfigured => AppKey.Length > 0 || MerchantAppKeys.Count > 0;

    /// <summary>Hides everything.</summary>
    public override string ToString() => "WeChatPaymentOptions { *** }";
}
