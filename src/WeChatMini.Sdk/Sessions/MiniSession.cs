using System.Diagnostics;
using System.Text.Json.Serialization;
using WeChatMini.Sdk.Diagnostics;

namespace WeChatMini.Sdk.Sessions;

/// <summary>Who is signed in, and until when. Immutable.</summary>
/// <remarks>Serialises without <see cref="OpenId"/> and <see cref="UnionId"/>, so that returning it from an endpoint does not hand them to a client.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class MiniSession
{
    internal MiniSession(SessionRecord record, SessionAddress address, string app, SessionData data)
    {
        Address = address;
        App = app;
        AppId = data.AppId;
        OpenId = data.OpenId;
        UnionId = data.UnionId;
        UserId = data.UserId;
        Claims = data.Claims ?? NoClaims;
        CreatedAt = record.CreatedAt;
        IdleExpiresAt = record.IdleExpiresAt;
        ExpiresAt = record.ExpiresAt;
    }

    /// <summary>Gets the name under which the mini-program is configured; empty for the default one.</summary>
    public string App { get; }

    /// <summary>Gets the mini-program's AppID.</summary>
    public string AppId { get; }

    /// <summary>Gets the user's openid, which is unique within this mini-program.</summary>
    [JsonIgnore]
    public string OpenId { get; }

    /// <summary>Gets the user's unionid, or null when the mini-program is not bound to an Open Platform account.</summary>
    [JsonIgnore]
    public string? UnionId { get; }

    /// <summary>Gets the application's own user id, as the login handler gave it, or null.</summary>
    public string? UserId { get; }

    /// <summary>Gets the claims that the login handler attached; empty when there are none.</summary>
    public IReadOnlyDictionary<string, string> Claims { get; }

    /// <summary>Gets when the session began, UTC.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>Gets when it ends unless it is used before, UTC.</summary>
    public DateTimeOffset IdleExpiresAt { get; }

    /// <summary>Gets when it ends whatever happens, UTC.</summary>
    public DateTimeOffset ExpiresAt { get; }

    /// <summary>Gets a name for this session that is safe to show in a list of devices: it ends the session through <see cref="MiniSessions.RevokeAsync(string, string, CancellationToken)"/> and opens nothing. It changes with a rotation.</summary>
    public string Reference => Address.Token.ToString();

    internal SessionAddress Address { get; }

    private static IReadOnlyDictionary<string, string> NoClaims { get; } = new Dictionary<string, string>().AsReadOnly();

    /// <summary>Names the app and the end, and hides the user.</summary>
    public override string ToString() => $"MiniSession {{ App = {AppId}, OpenId = {Masked.OpenId(OpenId)}, ExpiresAt = {ExpiresAt:O} }}";
}
