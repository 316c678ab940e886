using System.Diagnostics;
using System.Text.Json.Serialization;

namespace WeChatMini.Sdk.SecureApi;

/// <summary>A key or certificate of the console's API security page, with the serial number that stands beside it there.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class WeChatSecureApiKey
{
    /// <summary>Gets or sets the serial number as the console shows it. That of a certificate is not the one inside the certificate.</summary>
    /// <value>Empty by default. The private key needs one with <see cref="SecureApiAlgorithm.Sm"/> only.</value>
    public string Serial { get; set; } = "";

    /// <summary>
    /// Gets or sets the key itself, which is printed nowhere: Base64 for a symmetric key, PEM for the others (<c>RSA PRIVATE KEY</c>,
    /// <c>PRIVATE KEY</c>, <c>CERTIFICATE</c>). Line ends may be written as <c>\n</c>, as environment variables often have them.
    /// </summary>
    [JsonIgnore]
    public string Value { get; set; } = "";

    internal bool IsEmpty => Serial.Length == 0 && Value.Length == 0;

    /// <summary>The text as PEM readers take it.</summary>
    internal string Pem() => Value.Replace("\\n", "\n", StringComparison.Ordinal);

    /// <summary>Names the serial number and hides the key.</summary>
    public override string ToString() => $"WeChatSecureApiKey {{ Serial = {Serial}, Value = *** }}";
}
