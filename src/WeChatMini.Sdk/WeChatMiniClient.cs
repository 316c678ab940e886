using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WeChatMini.Sdk.AccessTokens;
using WeChatMini.Sdk.Apps;
using WeChatMini.Sdk.CloudRun;
using WeChatMini.Sdk.DependencyInjection;
using WeChatMini.Sdk.Endpoint;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Login;
using WeChatMini.Sdk.Push.Dispatch;
using WeChatMini.Sdk.SecureApi;
using WeChatMini.Sdk.ServerApis;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.TokenServer;
using WeChatMini.Sdk.UserData;

namespace WeChatMini.Sdk;

/// <summary>One mini-program: logins, sessions and the HTTP endpoint. Thread-safe; keep it for the life of the process.</summary>
public sealed class WeChatMiniClient : IAsyncDisposable
{
    private readonly MiniApp _app;
    private readonly LoginFlow _login;
    private ServiceProvider? _owned;

    internal WeChatMiniClient(MiniApp app, LoginFlow login, MiniSessions sessions, SessionKeys sessionKeys, MiniUserData userData, IAccessTokenProvider accessTokens, ILogger log)
    {
        Log = log;
        SessionKeys = sessionKeys;
        UserData = userData;
        _app = app;
        _login = login;
        Sessions = sessions;
        AccessTokens = accessTokens;
        Endpoint = new WeChatMiniEndpoint(this, WeChatMiniEndpoint.DefaultPrefix);
    }

    /// <summary>Gets the name under which the mini-program is configured; empty for the default one.</summary>
    public string Name => _app.Name;

    /// <summary>Gets the AppID in force.</summary>
    public string AppId => _app.Snapshot.Options.AppId;

    /// <summary>Gets the sessions: check a token, end sessions, list devices.</summary>
    public MiniSessions Sessions { get; }

    /// <summary>Gets the access tokens for server APIs. Calls through <c>AddWeChatMiniApi</c> use them by themselves.</summary>
    public IAccessTokenProvider AccessTokens { get; }

    /// <summary>Gets what the mini-program hands over about its user: sealed data, signed profiles, phone-number codes.</summary>
    public MiniUserData UserData { get; }

    /// <summary>Gets what calls WeChat's other server APIs; the package WeChatMini.Sdk.Apis has a typed client for each.</summary>
    public ServerApiSender ServerApis { get; internal init; } = null!;

    /// <summary>Gets the HTTP contract in bytes under <c>/wx</c>, for any host that hands over a request; <see cref="CreateEndpoint"/> makes one elsewhere.</summary>
    public WeChatMiniEndpoint Endpoint { get; }

    internal WeChatMiniOptions Options => _app.Snapshot.Options;

    internal SessionKeys SessionKeys { get; }

    internal MiniApp App => _app;

    /// <summary>Protects calls of server APIs.</summary>
    internal SecureApiGate SecureApi { get; init; } = null!;

    /// <summary>What the application takes from CloudRun; null when it does not run there.</summary>
    internal CloudRunOptions? CloudRun { get; init; }

    /// <summary>What looks at every request there, since it may bring an access token; null elsewhere, where nothing is taken from it.</summary>
    internal CloudRunTokenProvider? RequestObserver => AccessTokens as CloudRunTokenProvider;

    /// <summary>Whether tokens are fetched from a token server, so that this cannot be one.</summary>
    internal bool UsesTokenServer { get; init; }

    /// <summary>Runs the handlers of pushes.</summary>
    internal PushDispatcher Pushes { get; init; } = null!;

    internal ILogger Log { get; }

    /// <summary>Makes a client without a container. Dispose it when the process ends.</summary>
    /// <param name="options">The settings; they are checked at once.</param>
    /// <param name="configure">Chooses stores and handlers; without it sessions live in memory.</param>
    /// <exception cref="WeChatException">Of kind <see cref="WeChatErrorKind.Misconfigured"/>: the message says what to correct.</exception>
    public static WeChatMiniClient Create(WeChatMiniOptions options, Action<WeChatMiniBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var services = new ServiceCollection();
        var builder = services.AddWeChatMini();
        services.AddSingleton<IOptionsMonitor<WeChatMiniOptions>>(new FixedOptions(options));
        configure?.Invoke(builder);
        var provider = services.BuildServiceProvider();
        try
        {
            var client = provider.GetRequiredService<IWeChatMiniClients>().Get();
            client._owned = provider;
            return client;
        }
        catch
        {
            provider.Dispose();
            throw;
        }
    }

    /// <summary>Signs a user in: exchanges the code, asks the login handler, writes the session.</summary>
    /// <param name="code">The one-time code of <c>wx.login</c>. The same code in flight twice is exchanged once and answered alike.</param>
    /// <param name="cancellationToken">Ends the wait; a login that has begun is finished, since its code is spent.</param>
    /// <returns>The token for the mini-program and the session.</returns>
    /// <exception cref="WeChatException">Its <see cref="WeChatException.Kind"/> says what to do; after any failure the client calls <c>wx.login</c> again.</exception>
    public Task<MiniLogin> LoginAsync(string code, CancellationToken cancellationToken = default) => LoginAsync(new LoginRequest(code), cancellationToken);

    /// <summary>Signs a user in, with a presented token, the request and the host's deadline.</summary>
    /// <inheritdoc cref="LoginAsync(string, CancellationToken)" path="/exception"/>
    public Task<MiniLogin> LoginAsync(LoginRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _login.LoginAsync(request, cancellationToken);
    }

    /// <summary>Only asks WeChat who the user is, for applications with sessions of their own. Nothing is stored.</summary>
    /// <param name="code">The one-time code of <c>wx.login</c>.</param>
    /// <param name="cancellationToken">Ends the wait; the exchange goes on.</param>
    /// <returns>The openid and, if there is one, the unionid.</returns>
    /// <exception cref="WeChatException">As for <see cref="LoginAsync(string, CancellationToken)"/>.</exception>
    public Task<MiniIdentity> ExchangeCodeAsync(string code, CancellationToken cancellationToken = default) => _login.ExchangeAsync(code, cancellationToken);

    /// <summary>Makes the HTTP contract in bytes under a prefix of your own.</summary>
    /// <param name="prefix">Such as <c>/wx</c>; begins with a slash and does not end with one; empty for the root.</param>
    public WeChatMiniEndpoint CreateEndpoint(string prefix) => new(this, prefix);

    /// <summary>Makes a token server in bytes, for a host without ASP.NET Core: it hands this mini-program's access tokens to functions with <c>UseTokenServer</c>.</summary>
    /// <exception cref="WeChatException">Of kind <see cref="WeChatErrorKind.Misconfigured"/>: there is no key in <see cref="WeChatAccessTokenOptions.TokenServerKeys"/>, or the tokens come from another token server or from CloudRun.</exception>
    public TokenServerEndpoint CreateTokenServer() => new(this);

    /// <summary>Closes what <see cref="Create"/> opened; does nothing for a client that a container owns.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _owned, null) is { } provider)
        {
            await provider.DisposeAsync().ConfigureAwait(false);
        }
    }
}
