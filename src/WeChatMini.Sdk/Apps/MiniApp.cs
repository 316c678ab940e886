using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WeChatMini.Sdk.Diagnostics;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Apps;

/// <summary>One mini-program in this process: its name, its options as they are now, and its store.</summary>
internal sealed class MiniApp
{
    private readonly IOptionsMonitor<WeChatMiniOptions> _options;
    private readonly IOptionsMonitorCache<WeChatMiniOptions> _cache;
    private readonly ILogger _log;
    private volatile AppSnapshot _snapshot;

    public MiniApp(string name, IOptionsMonitor<WeChatMiniOptions> options, IOptionsMonitorCache<WeChatMiniOptions> cache, ISessionStore store, TimeProvider clock, ILogger log)
    {
        Name = name;
        Store = store;
        Clock = clock;
        _options = options;
        _cache = cache;
        _log = log;
        _snapshot = new AppSnapshot(Read());
        if (store.IsPerInstance && !_snapshot.Options.AllowPerInstanceSessions && FunctionHost.Detect() is { } host)
        {
            throw new WeChatException(
                WeChatErrorKind.Misconfigured,
                $"On {host} each request may meet another instance, and {store.GetType().Name} is seen by one instance only: users would be signed out at random. " +
                "Use a shared session store such as UseRedisSessions, or set AllowPerInstanceSessions if one instance is all there is.");
        }
    }

    public string Name { get; }

    /// <summary>The name as log lines have it: the default app's is empty and would leave a gap.</summary>
    public string Label => Name.Length == 0 ? "(default)" : Name;

    public ISessionStore Store { get; }

    public TimeProvider Clock { get; }

    /// <summary>
    /// The options in force now. Take it once per operation, so that a reload never mixes two states. A reload to options
    /// that are not valid changes nothing: a slip of an operator must not sign everybody out.
    /// </summary>
    public AppSnapshot Snapshot
    {
        get
        {
            var snapshot = _snapshot;
            try
            {
                var options = Read();
                return ReferenceEquals(options, snapshot.Options) ? snapshot : _snapshot = new AppSnapshot(options);
            }
            catch (WeChatException exception)
            {
                _log.ReloadRefused(Label, exception.Message);
                return snapshot;
            }
        }
    }

    /// <summary>Calls back when the options of this app were replaced.</summary>
    public void OnChange(Action changed) => _options.OnChange((_, name) =>
    {
        if ((name ?? "") == Name)
        {
            changed();
        }
    });

    private WeChatMiniOptions Read()
    {
        try
        {
            return _options.Get(Name);
        }
        catch (OptionsValidationException exception)
        {
            // A failure is cached too; options that appear later, for an app added while this runs, must get their chance.
            _cache.TryRemove(Name);
            throw new WeChatException(WeChatErrorKind.Misconfigured, string.Join(" ", exception.Failures));
        }
    }
}
