using System.Security.Cryptography;

namespace WeChatMini.Sdk.AccessTokens;

/// <summary>A token in this process with the instants at which its treatment changes.</summary>
internal sealed class HeldToken
{
    /// <summary>How long before its end a token is renewed at the earliest.</summary>
    public static readonly TimeSpan RenewalWindow = TimeSpan.FromSeconds(240);

    /// <summary>How far the clocks of two instances may be apart: each a minute off, one ahead and one behind (gate G30).</summary>
    public static readonly TimeSpan MaxSkew = TimeSpan.FromSeconds(120);

    /// <summary>A token is not handed out in its last seconds: a request takes time, and clocks differ.</summary>
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(30);

    private readonly DateTimeOffset _comfortableUntil;

    public HeldToken(FetchedToken fetched, DateTimeOffset now)
    {
        var life = fetched.EndsAt - now;

        // stable_token may hand out one with little life left: it is used for half of what is left, never cached as nothing or for ever.
        var end = life > 2 * Reserve ? fetched.EndsAt - Reserve : now + (life / 2);
        Token = new AccessToken(fetched.Value, end, fetched.Parameter);
        EndsAt = fetched.EndsAt;

        // WeChat renews in the last 300 s only. Spread over 120 s, so that a thousand instances do not ask in one second.
        // One of another instance may end sooner than it says, so its turn comes while callers can still go on with it.
        _comfortableUntil = end - Reserve - (fetched.IsShared ? MaxSkew : TimeSpan.Zero);
        var latest = fetched.IsShared ? fetched.EndsAt - _comfortableUntil : TimeSpan.FromSeconds(120);
        var ahead = fetched.EndsAt - TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32((int)latest.TotalMilliseconds, (int)RenewalWindow.TotalMilliseconds));
        RefreshAt = ahead > now ? ahead : end;
    }

    public AccessToken Token { get; }

    public DateTimeOffset EndsAt { get; }

    /// <summary>From here on one caller refreshes while the others go on with this token.</summary>
    public DateTimeOffset RefreshAt { get; }

    /// <summary>Whether a caller may be served without waiting for a refresh. After that it still gets this token if the refresh fails.</summary>
    public bool IsComfortable(DateTimeOffset now) => now <= _comfortableUntil;

    public bool IsValid(DateTimeOffset now) => now < Token.ExpiresAt;
}
