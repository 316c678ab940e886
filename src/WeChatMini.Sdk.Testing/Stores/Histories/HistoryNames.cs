using System.Security.Cryptography;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Testing.Stores.Histories;

/// <summary>The user of a history and the tokens that it may name. Every history has its own, so that all can share one store.</summary>
/// <param name="user">The user.</param>
/// <param name="tokens">The tokens, <see cref="Slots"/> of them.</param>
/// <param name="start">The time of the logins.</param>
internal sealed class HistoryNames(UserHandle user, IReadOnlyList<TokenHash> tokens, DateTimeOffset start)
{
    public const int Slots = 6;

    public UserHandle User { get; } = user;

    public IReadOnlyList<TokenHash> Tokens { get; } = tokens;

    public DateTimeOffset Start { get; } = start;

    public static HistoryNames New(DateTimeOffset start) => new(
        new UserHandle(RandomNumberGenerator.GetBytes(UserHandle.Size)),
        [.. Enumerable.Range(0, Slots).Select(_ => new TokenHash(RandomNumberGenerator.GetBytes(TokenHash.Size)))],
        start);

    public SessionAddress Address(int slot) => new(User, Tokens[slot]);

    public string NameOf(TokenHash? token)
    {
        for (var slot = 0; slot < Tokens.Count; slot++)
        {
            if (token == Tokens[slot])
            {
                return $"t{slot}";
            }
        }

        return token is null ? "none" : "a foreign token";
    }
}
