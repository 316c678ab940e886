using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Signatures;

/// <summary>
/// Asks for the user's <c>signature</c> on one request of a client with <c>AddWeChatMiniApi</c>. It is made with the session's key over the
/// exact bytes of the body, and added where no log can see it, with <c>sig_method</c> where WeChat wants that.
/// </summary>
public static class RequestSigning
{
    /// <summary>The name of the request option, for Refit: a parameter <c>[Property(RequestSigning.Session)] SigningSession session</c>.</summary>
    /// <remarks>A bare <see cref="MiniSession"/> is refused there: logs that take requests apart would show its user.</remarks>
    public const string Session = "WeChatMini.SigningSession";

    private static readonly HttpRequestOptionsKey<SigningSession> Key = new(Session);

    /// <summary>Signs a request with the key of a session.</summary>
    /// <param name="request">The request.</param>
    /// <param name="session">The user's session, as it was validated for this call.</param>
    public static void SignWith(this HttpRequestMessage request, MiniSession session)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(session);
        request.Options.Set(Key, new SigningSession(session));
    }

    /// <exception cref="InvalidOperationException">The option is of another type.</exception>
    internal static MiniSession? Of(HttpRequestMessage request) => !((IDictionary<string, object?>)request.Options).TryGetValue(Session, out var found) || found is null
        ? null
        : found is SigningSession signing ? signing.Open() : throw new InvalidOperationException($"The request option {Session} is a {nameof(SigningSession)}: let that be the type of the parameter, and a session is one by itself.");
}
