using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WeChatMini.Sdk.AccessTokens;
using WeChatMini.Sdk.CloudRun;
using WeChatMini.Sdk.Diagnostics;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Login;
using WeChatMini.Sdk.Push.Deduplication;
using WeChatMini.Sdk.Push.Dispatch;
using WeChatMini.Sdk.SecureApi;
using WeChatMini.Sdk.ServerApis;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.TokenServer;
using WeChatMini.Sdk.UserData;

namespace WeChatMini.Sdk.Apps;

/// <summary>Makes each client on first use, from the options of its name. A name without valid options leaves nothing behind.</summary>
internal sealed class WeChatMiniClients(IServiceProvider services, CodeExchange exchange, Instruments instruments, TimeProvider clock, ILoggerFactory loggers) : IWeChatMiniClients, IDisposable
{
    private readonly ConcurrentDictionary<string, WeChatMiniClient> _clients = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    public WeChatMiniClient Get(string name = "")
    {
        ArgumentNullException.ThrowIfNull(name);
        if (_clients.TryGetValue(name, out var client))
        {
            return client;
        }

        lock (_gate)
        {
            return _clients.TryGetValue(name, out client) ? client : _clients[name] = Create(name);
        }
    }

    /// <summary>Closes what holds keys of the operating system.</summary>
    public void Dispose()
    {
        foreach (var client in _clients.Values)
        {
            client.SecureApi.Dispose();
        }
    }

    private WeChatMiniClient Create(string name)
    {
        var log = loggers.CreateLogger(WeChatMiniDiagnostics.ActivitySourceName);

        // Without a store of its own or the default app's: whatever the container has, memory unless someone chose another.
        var store = Own<ISessionStore>(name) ?? services.GetRequiredService<ISessionStore>();
        var app = new MiniApp(name, services.GetRequiredService<IOptionsMonitor<WeChatMiniOptions>>(), services.GetRequiredService<IOptionsMonitorCache<WeChatMiniOptions>>(), store, clock, log);
        var guard = new StoreGuard(app, instruments, log);
        var login = new LoginFlow(app, exchange, guard, services, instruments, log);
        var keys = new SessionKeys(app, guard);
        var calls = new UserCalls(services, clock);
        var apis = new ServerApiSender(services, clock);
        return calls.Client = apis.Client = new WeChatMiniClient(app, login, new MiniSessions(app, guard), keys, new MiniUserData(app, keys, calls, instruments, log), CreateTokens(app, log), log)
        {
            // Not the default app's: what the platform hands over is for one mini-program.
            CloudRun = services.GetKeyedService<CloudRunOptions>(name),
            ServerApis = apis,
            Pushes = CreatePushes(app, log),
            SecureApi = new SecureApiGate(app, services.GetServices<ISecureSuite>(), log),
            UsesTokenServer = services.GetKeyedService<IAccessTokenSource>(name) is TokenServerSource,
        };
    }

    private PushDispatcher CreatePushes(MiniApp app, ILogger log)
    {
        PushRoute[] routes = [.. services.GetKeyedServices<PushRoute>(app.Name)];
        if (routes.Length == 0 && app.Name.Length > 0)
        {
            routes = [.. services.GetKeyedServices<PushRoute>("")];
        }

        var ledger = new PushLedger(app, Own<IPushDeduplication>(app.Name) ?? new MemoryDeduplication(clock), log);
        return new PushDispatcher(app, services, routes, ledger, instruments, log);
    }

    private IAccessTokenProvider CreateTokens(MiniApp app, ILogger log)
    {
        // Neither is the default app's: what they hand out are that app's tokens.
        var own = services.GetKeyedService<IAccessTokenSource>(app.Name);
        if (services.GetKeyedService<IAccessTokenProvider>(app.Name) is { } provider)
        {
            return own is null
                ? provider
                : throw new WeChatException(WeChatErrorKind.Misconfigured, "UseTokenServer and UseCloudRun or UseAccessTokens both say where access tokens come from. Keep one of them.");
        }

        var source = own ?? services.GetRequiredService<WeChatTokenSource>();
        var share = Own<IAccessTokenShare>(app.Name);
        if (share is { IsPerInstance: true } && !app.Snapshot.Options.AllowPerInstanceSessions && FunctionHost.Detect() is { } host)
        {
            throw new WeChatException(
                WeChatErrorKind.Misconfigured,
                $"On {host} each request may meet another instance, and {share.GetType().Name} over a file is seen by one instance only, so access tokens would not be shared. " +
                "Share them in a database server or Redis, leave ShareAccessTokens out, or set AllowPerInstanceSessions if one instance is all there is.");
        }

        return source.NeedsLease(app.Snapshot.Options) && share is not { HasLease: true }
            ? throw TokenFetcher.NoLease()
            : new AccessTokenProvider(app, new TokenFetcher(app, source, share, instruments, log), instruments, log);
    }

    /// <summary>An app's own part, else the default app's.</summary>
    private T? Own<T>(string name)
        where T : class => services.GetKeyedService<T>(name) ?? services.GetKeyedService<T>("");
}
