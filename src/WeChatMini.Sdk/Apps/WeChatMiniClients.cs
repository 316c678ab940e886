using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WeChatMini.Sdk.Diagnostics;
using WeChatMini.Sdk.Login;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Apps;

/// <summary>Makes each client on first use, from the options of its name. A name without valid options leaves nothing behind.</summary>
internal sealed class WeChatMiniClients(IServiceProvider services, CodeExchange exchange, Instruments instruments, TimeProvider clock, ILoggerFactory loggers) : IWeChatMiniClients
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

    private WeChatMiniClient Create(string name)
    {
        var log = loggers.CreateLogger(WeChatMiniDiagnostics.ActivitySourceName);

        // An app's own store, else the default app's, else whatever the container has: memory unless someone chose another.
        var store = services.GetKeyedService<ISessionStore>(name) ?? services.GetKeyedService<ISessionStore>("") ?? services.GetRequiredService<ISessionStore>();
        var app = new MiniApp(name, services.GetRequiredService<IOptionsMonitor<WeChatMiniOptions>>(), services.GetRequiredService<IOptionsMonitorCache<WeChatMiniOptions>>(), store, clock, log);
        var guard = new StoreGuard(app, instruments, log);
        return new WeChatMiniClient(app, new LoginFlow(app, exchange, guard, services, instruments, log), new MiniSessions(app, guard), log);
    }
}
