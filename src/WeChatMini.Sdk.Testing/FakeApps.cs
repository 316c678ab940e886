using System.Collections.Concurrent;
using System.Security.Cryptography;
using WeChatMini.Sdk.Testing.State;

namespace WeChatMini.Sdk.Testing;

/// <summary>The mini-programs that a <see cref="FakeWeChat"/> knows.</summary>
public sealed class FakeApps
{
    private readonly ConcurrentDictionary<string, FakeApp> _apps = new(StringComparer.Ordinal);

    internal FakeApps(FakeClock clock)
    {
        Clock = clock;
        Codes = new LoginCodes(clock);
        PhoneCodes = new LoginCodes(clock);
    }

    internal FakeClock Clock { get; }

    /// <summary>The app that is there from the start.</summary>
    internal FakeApp First { get; private set; } = null!;

    internal LoginCodes Codes { get; }

    internal LoginCodes PhoneCodes { get; }

    /// <summary>Adds a mini-program.</summary>
    /// <param name="appId">Its AppID.</param>
    /// <param name="appSecret">Its AppSecret.</param>
    /// <returns>The app, ready to use.</returns>
    /// <exception cref="ArgumentException">A value is blank, or the AppID is taken.</exception>
    public FakeApp Add(string appId, string appSecret)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(appId);
        ArgumentException.ThrowIfNullOrWhiteSpace(appSecret);
        var app = new FakeApp(this, appId, appSecret);
        First ??= app;
        return _apps.TryAdd(appId, app) ? app : throw new ArgumentException($"There is an app {appId} already.", nameof(appId));
    }

    /// <summary>Finds a mini-program.</summary>
    /// <param name="appId">Its AppID, with the case in which it was added.</param>
    /// <returns>The app, or null when there is none.</returns>
    public FakeApp? Find(string appId) => _apps.GetValueOrDefault(appId);

    internal (FakeApp? App, TokenVerdict Verdict) Judge(string token)
    {
        foreach (var app in _apps.Values)
        {
            if (app.Tokens.Judge(token) is var verdict and (TokenVerdict.Valid or TokenVerdict.Expired))
            {
                return (app, verdict);
            }
        }

        return (null, token.Length < 64 ? TokenVerdict.Malformed : TokenVerdict.Invalid);
    }

    internal static string NewAppId() => "wx" + RandomNumberGenerator.GetHexString(16, lowercase: true);

    internal static string NewAppSecret() => RandomNumberGenerator.GetHexString(32, lowercase: true);
}
