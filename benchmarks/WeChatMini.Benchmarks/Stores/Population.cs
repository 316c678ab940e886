using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using WeChatMini.Benchmarks.Harness;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Benchmarks.Stores;

/// <summary>
/// Users with four sessions each, the same ones in every engine: computed when they are needed, so that a million fit anywhere. The first half is
/// looked up, the second half logs in again, so that no login ends a session that is about to be looked up.
/// </summary>
internal sealed class Population
{
    public const int SessionsPerUser = 4;

    /// <summary>A bare row holds as many bytes as a session's row and its user's together, key included: the values and twelve 64-bit numbers.</summary>
    private const int BareSize = 290 - (UserHandle.Size + TokenHash.Size);

    private static readonly SessionToken Tokens = new(App.Id);

    private readonly string[] _openIds;

    public Population(int sessions)
    {
        Sessions = sessions;
        _openIds = [.. Enumerable.Range(0, sessions / SessionsPerUser).Select(OpenIdOf)];

        // In the order of their keys, which is how a table is filled quickly.
        Handles = [.. _openIds.Select(Tokens.HandleOf)];
        Array.Sort(Handles.Select(handle => Convert.ToHexString(handle.ToArray())).ToArray(), _openIds, StringComparer.Ordinal);
        Handles = [.. _openIds.Select(Tokens.HandleOf)];
        _firstHalf = [.. Enumerable.Range(0, _openIds.Length).Where(user => Handles[user].GetHashCode() % 2 == 0)];
        _secondHalf = [.. Enumerable.Range(0, _openIds.Length).Where(user => Handles[user].GetHashCode() % 2 != 0)];
    }

    private readonly int[] _firstHalf;
    private readonly int[] _secondHalf;

    public int Sessions { get; }

    public UserHandle[] Handles { get; }

    public DateTimeOffset Now { get; } = DateTimeOffset.FromUnixTimeMilliseconds(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());

    /// <summary>A sealed session_key is as long: version, key id, nonce, 24 characters and tag.</summary>
    public static byte[] NewKey() => RandomNumberGenerator.GetBytes(61);

    public static byte[] BareKey(SessionAddress address) => [.. address.User.ToArray(), .. address.Token.ToArray()];

    public static byte[] NewBareValue() => RandomNumberGenerator.GetBytes(BareSize);

    public IEnumerable<SessionRecord> SessionsOf(int user) => Enumerable.Range(0, SessionsPerUser).Select(index => Session(user, index).Record);

    /// <summary>One of those that are only looked up.</summary>
    public (string Token, SessionRecord Record) RandomSession() =>
        Session(_firstHalf[RandomNumberGenerator.GetInt32(_firstHalf.Length)], RandomNumberGenerator.GetInt32(SessionsPerUser));

    /// <summary>Logins of users who have as many sessions as are allowed: the oldest one of each ends. No user is there twice.</summary>
    public SessionCreation[] KnownUserLogins(int count) => [.. RandomNumberGenerator.GetItems<int>(_secondHalf, 4 * count).Distinct().Take(count).Select(user => Login(_openIds[user]))];

    public static SessionCreation NewUserLogin() => Login(OpenIdOf(RandomNumberGenerator.GetInt32(10_000_000, int.MaxValue)));

    private static string OpenIdOf(int number) => string.Create(CultureInfo.InvariantCulture, $"oBench{number:D22}");

    private static SessionRecord Record(string openId, SessionAddress address, DateTimeOffset created) => new()
    {
        User = address.User,
        Token = address.Token,
        CreatedAt = created,
        SeenAt = created,
        IdleExpiresAt = created + TimeSpan.FromDays(3),
        ExpiresAt = created + TimeSpan.FromDays(30),
        Data = new SessionData { AppId = App.Id, OpenId = openId }.ToBytes(),
    };

    private static SessionCreation Login(string openId)
    {
        var now = DateTimeOffset.UtcNow;
        Tokens.Create(Tokens.HandleOf(openId), out var address);
        return new SessionCreation
        {
            Session = Record(openId, address, now),
            Key = new SealedSessionKey(NewKey(), now),
            PreviousKeyUntil = now + TimeSpan.FromMinutes(5),
            MaxSessions = SessionsPerUser,
            Now = now,
        };
    }

    private (string Token, SessionRecord Record) Session(int user, int index)
    {
        var random = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{_openIds[user]} {index}")));
        var token = Base64Url.EncodeToString([.. Handles[user].ToArray(), .. random]);
        return Tokens.TryRead(token, out var address)
            ? (token, Record(_openIds[user], address, Now - TimeSpan.FromMinutes(index)))
            : throw new InvalidOperationException("That is no token.");
    }
}
