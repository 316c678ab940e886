using System.Security.Cryptography;
using WeChatMini.Sdk.Testing.State;

namespace WeChatMini.Sdk.Testing;

/// <summary>A WeChat user in one mini-program.</summary>
public sealed partial class FakeUser
{
    private readonly FakeApp _app;
    private readonly LoginQuota _quota = new();
    private volatile string _sessionKey = NewSessionKey();

    internal FakeUser(FakeApp app, string openId, string? unionId)
    {
        _app = app;
        OpenId = openId;
        UnionId = unionId;
    }

    /// <summary>Gets the openid.</summary>
    public string OpenId { get; }

    /// <summary>Gets or sets the unionid; null when the app is not bound to an Open Platform account.</summary>
    public string? UnionId { get; set; }

    /// <summary>Gets the session_key that is valid now: Base64 of 16 random bytes.</summary>
    public string SessionKey => _sessionKey;

    /// <summary>Gets or sets whether <see cref="NextLoginCode"/> replaces the session_key, as <c>wx.login</c> may do.</summary>
    /// <value>Defaults to true.</value>
    public bool RotatesSessionKeyAtLogin { get; set; } = true;

    /// <summary>Gets or sets whether WeChat blocks the user's logins with 40226.</summary>
    /// <value>Defaults to false.</value>
    public bool IsHighRisk { get; set; }

    /// <summary>Gets or sets how many logins of the user WeChat takes in the minute that begins with the first of them; further ones get 45011.</summary>
    /// <value>Defaults to 100, the limit that older editions of WeChat's documentation name.</value>
    public int LoginsPerMinute { get; set; } = 100;

    /// <summary>Does what <c>wx.login</c> does: makes a one-time code.</summary>
    /// <returns>32 letters and digits, valid once, for 5 minutes on the fake's clock.</returns>
    public string NextLoginCode()
    {
        if (RotatesSessionKeyAtLogin)
        {
            RotateSessionKey();
        }

        return _app.Apps.Codes.Issue(_app.AppId, this);
    }

    /// <summary>Replaces the session_key; what was encrypted under the old one is lost.</summary>
    /// <returns>The new session_key.</returns>
    public string RotateSessionKey() => _sessionKey = NewSessionKey();

    /// <summary>Makes a session_key of the test's choice valid, such as one of a published example. Leave <see cref="RotatesSessionKeyAtLogin"/> off to keep it.</summary>
    /// <param name="sessionKey">The key, Base64 of 16 bytes; anything, for tests of a WeChat that is out of order.</param>
    public void UseSessionKey(string sessionKey)
    {
        ArgumentException.ThrowIfNullOrEmpty(sessionKey);
        _sessionKey = sessionKey;
    }

    /// <summary>Names the user and hides the session_key.</summary>
    /// <returns>The openid.</returns>
    public override string ToString() => OpenId;

    internal bool TakeLogin(DateTimeOffset now) => _quota.Take(now, LoginsPerMinute);

    private static string NewSessionKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
}
