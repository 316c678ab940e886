using System.Diagnostics;
using System.Text.Json.Serialization;
using WeChatMini.Sdk.Endpoint;

namespace WeChatMini.Sdk.Login;

/// <summary>A login with all that may come with it.</summary>
/// <param name="code">The one-time code of <c>wx.login</c>.</param>
[DebuggerDisplay("LoginRequest")]
public sealed class LoginRequest(string code)
{
    /// <summary>Gets or sets the token that the client still held; its session ends with the login. Null by default, and not serialised.</summary>
    [JsonIgnore]
    public string? PresentedToken { get; init; }

    /// <summary>Gets or sets the HTTP request, for the login handler. Null by default.</summary>
    public MiniRequest? Request { get; init; }

    /// <summary>Gets or sets when the host ends this invocation; the login stops 300 ms before. Null by default.</summary>
    public DateTimeOffset? Deadline { get; init; }

    internal string Code { get; } = code;

    /// <summary>Who the platform says the user is, where it may be trusted: then there is no code to exchange.</summary>
    internal MiniIdentity? Trusted { get; init; }

    /// <summary>Hides the code and the token.</summary>
    public override string ToString() => "LoginRequest { Code = *** }";
}
