using WeChatMini.Sdk.Endpoint;

namespace WeChatMini.Sdk.Login;

/// <summary>What a login handler knows about a login.</summary>
public sealed class LoginContext
{
    internal LoginContext(string app, MiniIdentity identity, MiniRequest? request)
    {
        App = app;
        Identity = identity;
        Request = request;
    }

    /// <summary>Gets the name under which the mini-program is configured; empty for the default one.</summary>
    public string App { get; }

    /// <summary>Gets who WeChat says the user is.</summary>
    public MiniIdentity Identity { get; }

    /// <summary>Gets the HTTP request that brought the code; null when the application called <c>LoginAsync</c> itself. Its body holds the code: do not log it.</summary>
    public MiniRequest? Request { get; }
}
