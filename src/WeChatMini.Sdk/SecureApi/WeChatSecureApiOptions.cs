using System.Diagnostics;

namespace WeChatMini.Sdk.SecureApi;

/// <summary>
/// Signing and encryption of server APIs, as set up in the console under Development settings, API security. With the three keys set, every call of
/// the app to an API that supports it is encrypted and signed, and its answer verified and decrypted, whichever client makes it. Without them nothing is.
/// </summary>
/// <remarks>docs/secure-api.md leads through the console.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class WeChatSecureApiOptions
{
    /// <summary>Gets or sets the ciphers chosen in the console.</summary>
    /// <value>Defaults to <see cref="SecureApiAlgorithm.Rsa"/>.</value>
    public SecureApiAlgorithm Algorithm { get; set; }

    /// <summary>Gets or sets the symmetric key: Base64 of 32 bytes, or of 16 with <see cref="SecureApiAlgorithm.Sm"/>.</summary>
    public WeChatSecureApiKey SymmetricKey { get; set; } = new();

    /// <summary>Gets or sets the application's private key, PKCS#1 or PKCS#8 in PEM, without a password. It signs requests and is sent nowhere.</summary>
    public WeChatSecureApiKey PrivateKey { get; set; } = new();

    /// <summary>Gets or sets WeChat's certificate, by which answers are verified. Its end date does not count: the console says which one is in force.</summary>
    public WeChatSecureApiKey Certificate { get; set; } = new();

    /// <summary>Gets or sets earlier symmetric keys, which open answers and seal nothing.</summary>
    /// <value>Empty by default. Remove an entry once the console has the new key.</value>
    public IList<WeChatSecureApiKey> PreviousSymmetricKeys { get; set; } = [];

    /// <summary>Gets or sets further certificates of WeChat by which answers may be signed, such as the one that is about to be replaced or the next one.</summary>
    /// <value>Empty by default. An answer under any other serial number is refused.</value>
    public IList<WeChatSecureApiKey> PreviousCertificates { get; set; } = [];

    /// <summary>Gets or sets paths that are protected besides those that WeChat's pages name, such as <c>/cgi-bin/message/subscribe/send</c>. POST with JSON only.</summary>
    /// <value>Empty by default.</value>
    public IList<string> AdditionalPaths { get; set; } = [];

    /// <summary>Gets or sets paths that are left alone although WeChat's pages name them.</summary>
    /// <value>Empty by default.</value>
    public IList<string> ExcludedPaths { get; set; } = [];

    /// <summary>Gets or sets how far the time in an answer may be from this clock, in either direction.</summary>
    /// <value>Defaults to 300 seconds, WeChat's own rule; from 10 seconds to 1 hour.</value>
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromSeconds(300);

    internal bool IsConfigured => !SymmetricKey.IsEmpty || !PrivateKey.IsEmpty || !Certificate.IsEmpty;

    /// <summary>Names the ciphers and hides everything else.</summary>
    public override string ToString() => $"WeChatSecureApiOptions {{ Algorithm = {Algorithm}, *** }}";
}
