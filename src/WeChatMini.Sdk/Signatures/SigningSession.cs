using System.Diagnostics;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Signatures;

/// <summary>
/// Whose session_key signs a request: the type of a Refit parameter with <see cref="RequestSigning.Session"/>. A session becomes one by
/// itself. It travels in the request's options, where loggers and APM agents look, so it prints and serialises as nothing.
/// </summary>
[DebuggerDisplay("SigningSession")]
public sealed class SigningSession
{
    private readonly MiniSession _session;

    /// <summary>Lets a session sign.</summary>
    /// <param name="session">The user's session, as it was validated for this call.</param>
    public SigningSession(MiniSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        _session = session;
    }

    /// <summary>Lets a session sign.</summary>
    /// <param name="session">The user's session, as it was validated for this call.</param>
    public static implicit operator SigningSession(MiniSession session) => new(session);

    /// <summary>Hides the session.</summary>
    public override string ToString() => nameof(SigningSession);

    /// <summary>A method, since a property would be serialised.</summary>
    internal MiniSession Open() => _session;
}
