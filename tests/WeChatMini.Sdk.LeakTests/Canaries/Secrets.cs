using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace WeChatMini.Sdk.LeakTests.Canaries;

/// <summary>
/// The secrets of one run. They hold every character that some encoding changes, so that a leak in an encoded form cannot be
/// taken for something else. WeChat's own are tamer.
/// </summary>
internal sealed partial class Secrets
{
    private const string CodeCore = "jsC0deCanaryQ7xW";
    private const int TokensOfTwoScenarios = 30;

    private readonly List<Canary> _tokens = [];
    private int _codes;

    public string AppId { get; } = "wx0123456789abcdef";

    public string OpenId { get; } = "oCanaryOpenIdK3mV9pTq2Zr8Ls5";

    public string UnionId { get; } = "uCanaryUnionIdB6nX4wYc1Hd7Jf";

    public string AppSecret { get; } = Noisy("5ecretCanary");

    public string PreviousAppSecret { get; } = Noisy("0ldSecretCanary");

    /// <summary>16 bytes as Base64, as WeChat gives it; these have a plus, a slash and padding in them.</summary>
    public string SessionKey { get; } = Convert.ToBase64String([0xfb, 0xef, 0xbe, 0xff, 0x3f, 0x91, 0x5a, 0xc7, 0x1e, 0x88, 0x42, 0x6d, 0xfb, 0xff, 0x0b, 0x5d]);

    /// <summary>What stable_token gives.</summary>
    public string StableToken { get; } = Noisy("99_StableCanary");

    /// <summary>What the legacy endpoint gives.</summary>
    public string LegacyToken { get; } = Noisy("99_LegacyCanary");

    /// <summary>What a central token server gives.</summary>
    public string ServedToken { get; } = Noisy("99_ServedCanary");

    /// <summary>What CloudRun hands to its containers.</summary>
    public string CloudToken { get; } = Noisy("CloudBaseCanary");

    public string TokenServerKey { get; } = Convert.ToBase64String(SHA256.HashData("leak gate token server key"u8));

    public string DatabasePassword { get; } = "dat4baseCanaryPassw0rdX6tM1";

    public string RedisPassword { get; } = "r3disCanaryPassw0rdQ8vN2";

    public string RingKey { get; } = Convert.ToBase64String(SHA256.HashData("leak gate ring key"u8));

    /// <summary>A code that was never used; all share a core, which is what is searched.</summary>
    public string NextCode() => CodeCore + "+/=&%\"<'\\" + Interlocked.Increment(ref _codes);

    /// <summary>From here on the token is searched too.</summary>
    public string Issued(string token)
    {
        lock (_tokens)
        {
            // The first 22 characters are the user's handle, which is no secret: it is the partition key of every store.
            _tokens.Add(Canary.OfEncodedBytes($"session token {_tokens.Count + 1}", token, Base64Url.DecodeFromChars(token)[16..], token[22..]));
        }

        return token;
    }

    /// <summary>Everything that must not be found; of the session tokens those of one scenario and the one before it.</summary>
    public CanarySearch Search() => new(Now());

    /// <summary>The same, of which the search can be made later.</summary>
    public IReadOnlyList<Canary> Now()
    {
        lock (_tokens)
        {
            return [.. Fixed(), .. FixedOfUsers(), .. FixedOfSecureApi(), .. _tokens.TakeLast(TokensOfTwoScenarios), .. _signatures.Values, .. _pushSignatures.TakeLast(PushesOfTwoScenarios)];
        }
    }

    private static string Noisy(string start) => start + "+/=&%\"<'\\" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(start)))[..16];

    private IEnumerable<Canary> Fixed() =>
    [
        Canary.OfText("AppSecret", AppSecret),
        Canary.OfText("previous AppSecret", PreviousAppSecret),
        Canary.OfText("js_code", CodeCore),
        Canary.OfEncodedBytes("session_key", SessionKey, Convert.FromBase64String(SessionKey)),
        Canary.OfText("access token of stable_token", StableToken),
        Canary.OfText("access token of the legacy endpoint", LegacyToken),
        Canary.OfText("access token of the token server", ServedToken),
        Canary.OfText("cloudbase access token", CloudToken),
        Canary.OfEncodedBytes("token server's key", TokenServerKey, Convert.FromBase64String(TokenServerKey)),
        Canary.OfText("Redis password", RedisPassword),
        Canary.OfText("database password", DatabasePassword),
        Canary.OfEncodedBytes("session-key-ring key", RingKey, Convert.FromBase64String(RingKey)),

        // Who the user is: allowed in the application's hands and in the store, and nowhere that reports.
        Canary.OfText("openid", OpenId) with { IsIdentifier = true },
        Canary.OfText("unionid", UnionId) with { IsIdentifier = true },
    ];
}
