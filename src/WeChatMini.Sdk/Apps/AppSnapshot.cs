using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Apps;

/// <summary>One state of an app's options with what is derived from them. A reload makes a new one.</summary>
internal sealed class AppSnapshot(WeChatMiniOptions options)
{
    private SessionKeySeal? _seal;

    public WeChatMiniOptions Options { get; } = options;

    public SessionToken Tokens { get; } = new(options.AppId);

    public TimeSpan TouchInterval { get; } = options.Sessions.EffectiveTouchInterval;

    /// <summary>Derived on first use: a request that only validates a session pays for no key.</summary>
    public SessionKeySeal Seal => _seal ??= new SessionKeySeal(Options);
}
