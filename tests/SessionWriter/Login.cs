using System.Security.Cryptography;
using WeChatMini.Sdk.Sessions;

namespace SessionWriter;

/// <summary>Logins at one fixed time, so that a reader in another process asks at the same time.</summary>
internal static class Login
{
    public static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static UserHandle NewUser() => new(RandomNumberGenerator.GetBytes(UserHandle.Size));

    public static TokenHash NewToken() => new(RandomNumberGenerator.GetBytes(TokenHash.Size));

    public static string Hex(UserHandle user) => Convert.ToHexString(user.ToArray());

    public static string Hex(TokenHash token) => Convert.ToHexString(token.ToArray());

    public static SessionCreation Of(UserHandle user, TokenHash token) => new()
    {
        Session = new SessionRecord
        {
            User = user,
            Token = token,
            CreatedAt = Now,
            SeenAt = Now,
            IdleExpiresAt = Now.AddDays(3),
            ExpiresAt = Now.AddDays(30),
            Data = new byte[200],
        },
        Key = new SealedSessionKey(new byte[80], Now),
        PreviousKeyUntil = Now.AddMinutes(5),
        MaxSessions = 100,
        Now = Now,
    };
}
