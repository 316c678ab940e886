using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Testing.Stores.Rules;

/// <summary>Random users and tokens, and the short names by which a report calls them.</summary>
internal sealed class SceneNames(DateTimeOffset origin)
{
    private readonly ConcurrentDictionary<UserHandle, string> _users = new();
    private readonly ConcurrentDictionary<TokenHash, string> _tokens = new();

    public DateTimeOffset Origin { get; set; } = origin;

    public UserHandle NewUser(string? name = null)
    {
        var user = new UserHandle(RandomNumberGenerator.GetBytes(UserHandle.Size));
        _users[user] = name ?? $"user {_users.Count + 1}";
        return user;
    }

    public TokenHash NewToken(string? name = null)
    {
        var token = new TokenHash(RandomNumberGenerator.GetBytes(TokenHash.Size));
        _tokens[token] = name ?? $"token {_tokens.Count + 1}";
        return token;
    }

    public string Of(UserHandle user) => _users.TryGetValue(user, out var name) ? name : user.ToString();

    public string Of(TokenHash token) => _tokens.TryGetValue(token, out var name) ? name : token.ToString();

    public string Of(SessionAddress address) => $"{Of(address.User)}'s {Of(address.Token)}";

    public string Of(IEnumerable<TokenHash> tokens) => string.Join(", ", tokens.Select(Of)) is { Length: > 0 } text ? text : "none";

    /// <summary>A time by its distance from the logins.</summary>
    public string Of(DateTimeOffset time)
    {
        var distance = time - Origin;
        var sign = distance < TimeSpan.Zero ? "-" : "+";
        return distance == TimeSpan.Zero ? "T0" : time == default ? "none" : $"T0{sign}{distance.Duration().ToString("g", CultureInfo.InvariantCulture)}";
    }

    public string Of(SessionRecord? session) => session is null
        ? "none"
        : $"{Of(session.Token)}{(session.PreviousToken is { } previous ? $" (before: {Of(previous)} until {Of(session.PreviousTokenUntil)})" : "")}, seen {Of(session.SeenAt)}, idle end {Of(session.IdleExpiresAt)}, end {Of(session.ExpiresAt)}";

    public string Of(SealedSessionKey? key) => key is null ? "none" : $"{System.Text.Encoding.UTF8.GetString(key.Blob.Span)} of {Of(key.ObtainedAt)}";

    public string Of(SessionKeySlot? slot) => slot is null ? "none" : $"{Of(slot.Current)}, before it {Of(slot.Previous)} until {Of(slot.PreviousUntil)}";
}
