using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace WeChatMini.Sdk.Testing.State;

/// <summary>The one-time codes of all apps.</summary>
internal sealed class LoginCodes(TimeProvider clock)
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<string, LoginCode> _codes = new(StringComparer.Ordinal);

    public string Issue(string appId, FakeUser user)
    {
        var code = RandomNumberGenerator.GetString(Alphabet, 32);
        _codes[code] = new LoginCode(appId, user, clock.GetUtcNow() + Lifetime);
        return code;
    }

    /// <summary>Spends a code. A code of another app is not spent: that app's own server may still come with it.</summary>
    public Redemption Redeem(string appId, string code)
    {
        if (!_codes.TryGetValue(code, out var found) || found.AppId != appId)
        {
            return Redemption.Invalid;
        }

        // Expired and never spent stays 40029; spent stays 40163.
        if (!found.IsSpent && clock.GetUtcNow() >= found.ExpiresAt)
        {
            return Redemption.Invalid;
        }

        return found.TrySpend() ? new Redemption(found.User, RedemptionFault.None) : Redemption.AlreadyUsed;
    }
}
