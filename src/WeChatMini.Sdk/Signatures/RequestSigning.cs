using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Signatures;

/// <summary>
/// Asks for signatures on one request of a client with <c>AddWeChatMiniApi</c>: the user's, made with the session's key over the exact bytes of the
/// body, with <c>sig_method</c> where WeChat wants that; or by name those of an API's descriptor. They are added where no log can see them.
/// </summary>
public static class RequestSigning
{
    /// <summary>The name of the request option, for Refit: a parameter <c>[Property(RequestSigning.Session)] SigningSession session</c>.</summary>
    /// <remarks>A bare <see cref="MiniSession"/> is refused there: logs that take requests apart would show its user.</remarks>
    public const string Session = "WeChatMini.SigningSession";

    private static readonly HttpRequestOptionsKey<SigningSession> Key = new(Session);

    private static readonly HttpRequestOptionsKey<RequestSignatures> SignaturesKey = new("WeChatMini.RequestSignatures");

    /// <summary>Signs a request with the key of a session.</summary>
    /// <param name="request">The request.</param>
    /// <param name="session">The user's session, as it was validated for this call.</param>
    public static void SignWith(this HttpRequestMessage request, MiniSession session)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(session);
        request.Options.Set(Key, new SigningSession(session));
    }

    /// <summary>Asks for exactly the signatures that an API's page names. Without this call, the path says whether <c>pay_sig</c> is added, and a session whether <c>signature</c> is.</summary>
    /// <param name="request">The request.</param>
    /// <param name="signatures">Which. <see cref="RequestSignatures.PaySig"/> is <see cref="Errors.WeChatErrorKind.Misconfigured"/> without an AppKey, and is added to payment calls in any case once there is one.</param>
    /// <param name="session">Whose session_key signs; needed for <see cref="RequestSignatures.Session"/> and <see cref="RequestSignatures.MidasSig"/>.</param>
    /// <exception cref="ArgumentNullException">A session is needed and not there.</exception>
    /// <exception cref="ArgumentException">A signature of the body has others beside it.</exception>
    public static void SignWith(this HttpRequestMessage request, RequestSignatures signatures, MiniSession? session = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Ask(signatures);
        if ((signatures & (RequestSignatures.Session | RequestSignatures.MidasSig)) != 0)
        {
            request.SignWith(session!);
        }
    }

    /// <summary>Asks for signatures of a call that has its session elsewhere.</summary>
    internal static void Ask(this HttpRequestMessage request, RequestSignatures signatures) => request.Options.Set(SignaturesKey, !IsInBody(signatures) || signatures is RequestSignatures.DeliverySign or RequestSignatures.MidasSig
        ? signatures
        : throw new ArgumentException($"{RequestSignatures.DeliverySign} and {RequestSignatures.MidasSig} stand alone: no API of WeChat wants another signature beside them.", nameof(signatures)));

    /// <summary>Whether a signature goes into the body.</summary>
    internal static bool IsInBody(RequestSignatures signatures) => (signatures & (RequestSignatures.DeliverySign | RequestSignatures.MidasSig)) != 0;

    /// <summary>What was asked for by name; null when the path decides.</summary>
    internal static RequestSignatures? SignaturesOf(HttpRequestMessage request) => request.Options.TryGetValue(SignaturesKey, out var signatures) ? signatures : null;

    /// <exception cref="InvalidOperationException">The option is of another type.</exception>
    internal static MiniSession? Of(HttpRequestMessage request) => !((IDictionary<string, object?>)request.Options).TryGetValue(Session, out var found) || found is null
        ? null
        : found is SigningSession signing ? signing.Open() : throw new InvalidOperationException($"The request option {Session} is a {nameof(SigningSession)}: let that be the type of the parameter, and a session is one by itself.");
}
