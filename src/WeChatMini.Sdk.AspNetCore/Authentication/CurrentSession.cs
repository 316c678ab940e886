using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.AspNetCore.Authentication;

/// <summary>What authentication found out in this request. Scoped: nothing ambient carries it.</summary>
internal sealed class CurrentSession
{
    /// <summary>Gets or sets what was found; null when nothing was.</summary>
    public MiniSession? Session { get; set; }

    /// <summary>Gets or sets why nobody knows whether there is a session; null when that is known.</summary>
    public WeChatException? Failure { get; set; }

    /// <summary>Gets or sets whether the request has been turned away: of several schemes that an endpoint takes, the first to answer does.</summary>
    public bool IsAnswered { get; set; }

    /// <summary>The session, or null when there certainly is none.</summary>
    public MiniSession? Find() => Session ?? (Failure is { } failure ? throw failure : null);

    /// <summary>The session, for those who cannot do without.</summary>
    public MiniSession Require() => Find() ?? throw new InvalidOperationException(
        "There is no MiniSession in this request: add RequireWeChatSession() to the endpoint or its group. " +
        "Where signing in is optional, declare the parameter of a handler as MiniSession?, or ask HttpContext.GetMiniSession().");
}
