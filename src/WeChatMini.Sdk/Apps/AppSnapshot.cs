using WeChatMini.Sdk.Push.Security;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Signatures;

namespace WeChatMini.Sdk.Apps;

/// <summary>One state of an app's options with what is derived from them. A reload makes a new one.</summary>
internal sealed class AppSnapshot(WeChatMiniOptions options)
{
    private SecretSeal? _secretSeal;
    private PushSecrets? _push;
    private PayKeys? _pay;
    private bool _hasPay;

    public WeChatMiniOptions Options { get; } = options;

    public SessionToken Tokens { get; } = new(options.AppId);

    public TimeSpan TouchInterval { get; } = options.Sessions.EffectiveTouchInterval;

    /// <summary>Derived on first use: a request that only validates a session pays for no key.</summary>
    public SecretSeal SecretSeal => _secretSeal ??= new SecretSeal(Options);

    public PushSecrets Push => _push ??= new PushSecrets(Options);

    /// <summary>The AppKeys of payments; null when there are none.</summary>
    public PayKeys? Pay
    {
        get
        {
            if (!_hasPay)
            {
                _pay = PayKeys.Of(Options.Payment);
                Volatile.Write(ref _hasPay, true);
            }

            return _pay;
        }
    }

    public SessionKeySeal SessionKeySeal => new(SecretSeal);
}
