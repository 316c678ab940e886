using System.Security.Cryptography;
using System.Text;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Storage.Tests.Support;

/// <summary>Users, tokens and logins with readable names.</summary>
internal static class Sample
{
    public static readonly DateTimeOffset T0 = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static readonly TimeSpan Idle = TimeSpan.FromDays(3);

    public static readonly TimeSpan Absolute = TimeSpan.FromDays(30);

    public static UserHandle User(string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes("user " + name)).AsSpan(0, UserHandle.Size));

    public static UserHandle NewUser() => new(RandomNumberGenerator.GetBytes(UserHandle.Size));

    public static TokenHash Token(string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes("token " + name)));

    public static TokenHash NewToken() => new(RandomNumberGenerator.GetBytes(TokenHash.Size));

    public static SealedSessionKey Key(string name, DateTimeOffset obtainedAt) => new(Encoding.UTF8.GetBytes("sealed " + name), obtainedAt);

    public static SessionRecord Session(UserHandle user, TokenHash token, DateTimeOffset createdAt) => new()
    {
        User = user,
        Token = token,
        CreatedAt = createdAt,
        SeenAt = createdAt,
        IdleExpiresAt = createdAt + Idle,
        ExpiresAt = createdAt + Absolute,
        Data = Encoding.UTF8.GetBytes($$"""{"a":"wx0123456789abcdef","o":"{{token}}"}"""),
    };

    public static SessionCreation Creation(SessionRecord session, SealedSessionKey? key = null, int maxSessions = 10, DateTimeOffset? now = null) => new()
    {
        Session = session,
        Key = key ?? Key(session.Token.ToString(), session.CreatedAt),
        PreviousKeyUntil = session.CreatedAt + TimeSpan.FromMinutes(5),
        MaxSessions = maxSessions,
        Now = now ?? session.CreatedAt,
    };

    public static SessionCreation Creation(UserHandle user, TokenHash token, DateTimeOffset? at = null, int maxSessions = 10) =>
        Creation(Session(user, token, at ?? T0), maxSessions: maxSessions);
}
