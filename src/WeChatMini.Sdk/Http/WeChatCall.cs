using System.Text;

namespace WeChatMini.Sdk.Http;

/// <summary>
/// Travels with one request, from the caller to the last hop and through every attempt: where it goes, what is secret about
/// it, and whether a byte of it may have left. Prints nothing.
/// </summary>
internal sealed class WeChatCall(WeChatMiniOptions options)
{
    public const string OptionsKey = "WeChatMini.Call";

    public static readonly HttpRequestOptionsKey<WeChatCall> Key = new(OptionsKey);

    public string AppId => options.AppId;

    /// <summary>Query parameters that only the last hop adds.</summary>
    public IReadOnlyList<(string Name, string Value)> SecretQuery { get; init; } = [];

    /// <summary>A JSON body that only the last hop adds; null for a call whose body, if any, is not ours.</summary>
    public byte[]? SecretBody { get; init; }

    /// <summary>Where the request goes instead of the app's own address, such as CloudRun's plain HTTP; null for the app's own.</summary>
    public Uri? OtherAddress { get; init; }

    public Uri Address => UsesBackup ? Backup! : OtherAddress ?? options.BaseAddress;

    public Uri? Backup => OtherAddress is null ? options.EffectiveBackupAddress : null;

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
        var separator = address.Query.Length > 0 ? '&' : '?';
        foreach (var (name, value) in SecretQuery)
        {
            query.Append(separator).Append(name).Append('=').Append(Uri.EscapeDataString(value));
            separator = '&';
        }

        return new Uri(Address, query.ToString());
    }

    public override string ToString() => nameof(WeChatCall);
}
