using System.Diagnostics;
using System.Text.Json.Serialization;

namespace WeChatMini.Sdk.Signatures;

/// <summary>What signs calls of instant delivery (<c>/cgi-bin/express/local/business/</c>).</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class WeChatDeliveryOptions
{
    /// <summary>Gets or sets the AppSecrets that the delivery companies gave out, by <c>shopid</c>. They are not the mini-program's, and are sent and printed nowhere.</summary>
    /// <value>Empty by default: a call that wants <c>delivery_sign</c> is <see cref="Errors.WeChatErrorKind.Misconfigured"/> for a shop without an entry.</value>
    [JsonIgnore]
    public IDictionary<string, string> AppSecrets { get; set; } = new Dictionary<string, string>();

    /// <summary>Hides everything.</summary>
    public override string ToString() => "WeChatDeliveryOptions { *** }";
}
