using System.Diagnostics;
using System.Text.Json.Serialization;
using WeChatMini.Sdk.Endpoint;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Login;

/// <summary>
/// A login that worked. Serialised as JSON it is exactly the login answer, token included, for that is its purpose;
/// everywhere else it is masked. It holds no session_key.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class MiniLogin
{
    internal MiniLogin(string token, MiniSession session)
    {
        Token = token;
        Session = session;
    }

    /// <summary>Gets the session token for the mini-program: 64 Base64Url characters. Hand it over once and log it nowhere.</summary>
    [JsonPropertyName("token")]
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string Token { get; }

    /// <summary>Gets when the session ends whatever happens, UTC.</summary>
    [JsonPropertyName("expiresAt")]
    [JsonConverter(typeof(UtcTimeConverter))]
    public DateTimeOffset ExpiresAt => Session.ExpiresAt;

    /// <summary>Gets when the session ends unless it is used before, UTC.</summary>
    [JsonPropertyName("idleExpiresAt")]
    [JsonConverter(typeof(UtcTimeConverter))]
    public DateTimeOffset IdleExpiresAt => Session.IdleExpiresAt;

    /// <summary>Gets the session: the user, the claims and the ends.</summary>
    [JsonIgnore]
    public MiniSession Session { get; }

    /// <summary>Hides the token.</summary>
    public override string ToString() => $"MiniLogin {{ Token = ***, {Session} }}";
}
