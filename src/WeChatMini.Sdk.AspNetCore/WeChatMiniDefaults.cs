namespace WeChatMini.Sdk.AspNetCore;

/// <summary>The names that this package gives to authentication schemes and claims.</summary>
public static class WeChatMiniDefaults
{
    /// <summary>The authentication scheme of the default mini-program: <c>WeChatMini</c>. A named one has <see cref="SchemeOf"/>.</summary>
    public const string AuthenticationScheme = "WeChatMini";

    /// <summary>The claim that holds <see cref="Sessions.MiniSession.OpenId"/>.</summary>
    public const string OpenIdClaim = "openid";

    /// <summary>The claim that holds <see cref="Sessions.MiniSession.UnionId"/>; absent when there is none.</summary>
    public const string UnionIdClaim = "unionid";

    /// <summary>The claim that holds <see cref="Sessions.MiniSession.AppId"/>.</summary>
    public const string AppIdClaim = "appid";

    /// <summary>Gets the authentication scheme of a mini-program.</summary>
    /// <param name="app">The name under which the mini-program is configured; empty for the default one.</param>
    /// <returns><c>WeChatMini</c>, or <c>WeChatMini:{app}</c> for a named one.</returns>
    public static string SchemeOf(string app)
    {
        ArgumentNullException.ThrowIfNull(app);
        return app.Length == 0 ? AuthenticationScheme : $"{AuthenticationScheme}:{app}";
    }

    /// <summary>The reverse of <see cref="SchemeOf"/>.</summary>
    internal static string AppOf(string scheme) => scheme.Length == AuthenticationScheme.Length ? "" : scheme[(AuthenticationScheme.Length + 1)..];
}
