using System.Diagnostics;
using System.Text.Json.Serialization;

namespace WeChatMini.Sdk.Push;

/// <summary>What WeChat's console shows under Message Push. With a <see cref="Token"/> the endpoint serves <c>push</c>; without one it does not.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class WeChatPushOptions
{
    /// <summary>Gets or sets the Token: 3 to 32 letters and digits, as in the console. It is printed nowhere.</summary>
    /// <value>Empty by default: there is no push.</value>
    [JsonIgnore]
    public string Token { get; set; } = "";

    /// <summary>Gets or sets the EncodingAESKey: 43 characters, as in the console. It is printed nowhere.</summary>
    /// <value>Empty by default, which is an error unless <see cref="AllowUnauthenticatedBody"/> is set.</value>
    [JsonIgnore]
    public string EncodingAESKey { get; set; } = "";

    /// <summary>Gets or sets earlier Tokens, so that nothing is lost while the console is changed.</summary>
    /// <value>Empty by default. Remove an entry when the console has the new one.</value>
    [JsonIgnore]
    public IList<string> PreviousTokens { get; set; } = [];

    /// <summary>Gets or sets earlier EncodingAESKeys, so that nothing is lost while the console is changed. They decrypt; a reply is encrypted with the one that decrypted.</summary>
    /// <value>Empty by default. Remove an entry when the console has the new one.</value>
    [JsonIgnore]
    public IList<string> PreviousEncodingAESKeys { get; set; } = [];

    /// <summary>
    /// Gets or sets whether pushes in plain mode are taken. Their body is not authenticated: WeChat's signature covers the time and a
    /// nonce and not a byte of the body, so whoever sees one address in a log can send what they like for <see cref="ReplayWindow"/>.
    /// </summary>
    /// <value>False by default: a push that is not encrypted is refused. What arrives encrypted is checked as ever.</value>
    public bool AllowUnauthenticatedBody { get; set; }

    /// <summary>Gets or sets how far the time in a push may be from this clock, in either direction.</summary>
    /// <value>Defaults to 300 seconds; from 30 seconds to 1 hour.</value>
    public TimeSpan ReplayWindow { get; set; } = TimeSpan.FromSeconds(300);

    /// <summary>Gets or sets the largest body in bytes, by what arrives and not by what is announced.</summary>
    /// <value>Defaults to 262,144 (256 KiB); from 1,024 to 524,288.</value>
    public int MaxBodyBytes { get; set; } = 256 * 1024;

    internal bool IsConfigured => Token.Length > 0;

    /// <summary>Hides everything.</summary>
    public override string ToString() => "WeChatPushOptions { *** }";
}
