using WeChatMini.Sdk.Testing.State;

namespace WeChatMini.Sdk.Testing;

/// <summary>A mini-program as WeChat knows it.</summary>
public sealed class FakeApp
{
    private volatile string _appSecret;

    internal FakeApp(FakeApps apps, string appId, string appSecret)
    {
        Apps = apps;
        AppId = appId;
        _appSecret = appSecret;
        Users = new FakeUsers(this);
        Tokens = new FakeTokens(apps.Clock);
        SealedMessages = new SealedMessages(apps.Clock);
        Push = new FakePush(appId, apps.Clock);
        SecureApi = new FakeSecureApi(appId, apps.Clock);
    }

    /// <summary>Gets the AppID.</summary>
    public string AppId { get; }

    /// <summary>Gets the AppSecret that is valid now.</summary>
    public string AppSecret => _appSecret;

    /// <summary>Gets the users that opened this mini-program.</summary>
    public FakeUsers Users { get; }

    /// <summary>Gets the access tokens of this mini-program, as WeChat keeps them.</summary>
    public FakeTokens Tokens { get; }

    /// <summary>Gets message push of this mini-program.</summary>
    public FakePush Push { get; }

    /// <summary>Gets API security of this mini-program: signed and encrypted calls.</summary>
    public FakeSecureApi SecureApi { get; }

    /// <summary>Gets or sets whether the owner froze the AppSecret; every call that needs it is then refused with 40243.</summary>
    /// <value>Defaults to false.</value>
    public bool IsSecretFrozen { get; set; }

    internal FakeApps Apps { get; }

    internal SealedMessages SealedMessages { get; }

    /// <summary>Replaces the AppSecret; the old one is refused with 40125 from now on.</summary>
    /// <param name="newSecret">The new AppSecret.</param>
    /// <exception cref="ArgumentException"><paramref name="newSecret"/> is blank.</exception>
    public void RotateSecret(string newSecret)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(newSecret);
        _appSecret = newSecret;
    }

    /// <summary>Names the app and hides its secret.</summary>
    /// <returns>The AppID.</returns>
    public override string ToString() => AppId;
}
