using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Signatures;

/// <summary>
/// Asks for the user's <c>signature</c> on one request of a client with <c>AddWeChatMiniApi</c>. It is made with the session's key over the
/// exact bytes of the body, and added where no log can see it, with <c>sig_method</c> where WeChat wants that.
/// </summary>
public static class RequestSigning
{
    /// <summary>The name of the request option, for Refit: a parameter <c>[Property(RequestSigning.Session)] MiniSession session</c>.</summary>
    public const string Session = "WeChatMini.SigningSession";

    private static readonly HttpRequestOptionsKey<MiniSession> Key = new(Session);

    /// <summary>Signs a request with the key of a session.</summary>
    /// <param name="request">The request.</param>
    /// <param name="session">The user's session, as it was validated for this call.</param>
    public static void SignWith(this HttpRequestMessage request, MiniSession session)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(session);
        request.Options.Set(Key, session);
    }

    internal static MiniSession? Of(HttpRequestMessage request) => request.Options.TryGetValue(Key, out var session) ? session : null;
}
