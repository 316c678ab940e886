using System.Text;

namespace WeChatMini.Sdk.Http;

/// <summary>
/// Travels with one request, from the caller to the last hop and through every attempt: where it goes, what is secret about
/// it, and whether a byte of it may have left. Prints nothing.
/// </summary>
internal sealed class WeChatCall(WeChatMiniOptions options, params (string Name, string Value)[] secrets)
{
    public const string OptionsKey = "WeChatMini.Call";

    public static readonly HttpRequestOptionsKey<WeChatCall> Key = new(OptionsKey);

    public string AppId => options.AppId;

    public Uri Address => UsesBackup ? Backup! : options.BaseAddress;

    public Uri? Backup => options.EffectiveBackupAddress;

    public bool UsesBackup { get; private set; }

    /// <summary>True from the moment at which the request began to be written: from then on a one-time code may be spent.</summary>
    public bool MayHaveLeft { get; private set; }

    public static WeChatCall? Of(HttpRequestMessage? request) =>
        request is not null && request.Options.TryGetValue(Key, out var call) ? call : null;

    public void UseBackup() => UsesBackup = true;

    public void Leaves() => MayHaveLeft = true;

    /// <summary>The address that goes over the wire, secrets included. Only the last hop asks for it.</summary>
    public Uri Reveal(Uri address)
    {
        var query = new StringBuilder(address.PathAndQuery, 512);
        foreach (var (name, value) in secrets)
        {
            query.Append('&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }

        return new Uri(Address, query.ToString());
    }

    public override string ToString() => nameof(WeChatCall);
}
