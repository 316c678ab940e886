using WeChatMini.Sdk.Testing.Server;

namespace WeChatMini.Sdk.Testing;

/// <summary>A stateful WeChat on 127.0.0.1: real HTTP, one-time codes, rotating session_keys, faults on demand and a clock that the test moves.</summary>
/// <remarks>Everything on it may be used from several threads at once. Each instance is a world of its own; start one per test.</remarks>
/// <example>
/// <code>
/// await using var weChat = FakeWeChat.Start();
/// string code = weChat.Users.Add("o-alice").NextLoginCode();
/// </code>
/// </example>
public sealed class FakeWeChat : IAsyncDisposable
{
    private readonly FakeServer _server;
    private readonly FakeApp _app;

    private FakeWeChat(FakeWeChatOptions options)
    {
        Clock = new FakeClock(options.ClockRuns);
        Apps = new FakeApps(Clock);
        Journal = new FakeJournal();
        Faults = new FakeFaults();
        Apis = new FakeApis();
        _app = Apps.Add(options.AppId ?? FakeApps.NewAppId(), options.AppSecret ?? FakeApps.NewAppSecret());
        _server = new FakeServer(this, options.ControlApi, options.Port);
    }

    /// <summary>Gets the address to give to the code under test instead of <c>https://api.weixin.qq.com</c>: http, 127.0.0.1 and a port.</summary>
    public Uri BaseAddress => _server.Address;

    /// <summary>Gets the AppID of the app that is there from the start.</summary>
    public string AppId => _app.AppId;

    /// <summary>Gets the current AppSecret of the app that is there from the start.</summary>
    public string AppSecret => _app.AppSecret;

    /// <summary>Gets the users of the app that is there from the start.</summary>
    public FakeUsers Users => _app.Users;

    /// <summary>Gets the access tokens of the app that is there from the start.</summary>
    public FakeTokens Tokens => _app.Tokens;

    /// <summary>Gets message push of the app that is there from the start: this WeChat then calls the code under test.</summary>
    public FakePush Push => _app.Push;

    /// <summary>Gets API security of the app that is there from the start: signed and encrypted calls.</summary>
    public FakeSecureApi SecureApi => _app.SecureApi;

    /// <summary>Gets the server APIs that a test adds to those that this WeChat serves: login, tokens, and the calls around session_key and user.</summary>
    public FakeApis Apis { get; }

    /// <summary>Gets all apps that this WeChat knows.</summary>
    public FakeApps Apps { get; }

    /// <summary>Gets the clock by which codes expire. Give it to the code under test too, so that both agree.</summary>
    public FakeClock Clock { get; }

    /// <summary>Gets the record of everything that arrived.</summary>
    public FakeJournal Journal { get; }

    /// <summary>Gets what goes wrong, and when.</summary>
    public FakeFaults Faults { get; }

    /// <summary>Starts a WeChat on a free port, with one app.</summary>
    /// <returns>The running WeChat; dispose it to free the port.</returns>
    public static FakeWeChat Start() => Start(new FakeWeChatOptions());

    /// <summary>Starts a WeChat as the options say.</summary>
    /// <param name="options">Port, first app, clock and control API.</param>
    /// <returns>The running WeChat; dispose it to free the port.</returns>
    /// <exception cref="ArgumentException">The AppID or the AppSecret is blank.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static FakeWeChat Start(FakeWeChatOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new FakeWeChat(options);
    }

    /// <summary>Stops listening: open connections end and new ones are refused, until <see cref="ResumeListening"/>. State stays.</summary>
    public void StopListening() => _server.Stop();

    /// <summary>Listens again, on the same port.</summary>
    /// <exception cref="IOException">Another process took the port meanwhile.</exception>
    /// <exception cref="ObjectDisposedException">This WeChat is disposed.</exception>
    public void ResumeListening() => _server.Start();

    /// <summary>Stops listening for good and ends every request that still hangs.</summary>
    /// <returns>Completes when the port is free.</returns>
    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
