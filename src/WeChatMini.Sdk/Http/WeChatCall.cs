using System.Globalization;
using System.Runtime.CompilerServices;

namespace WeChatMini.Sdk.Http;

/// <summary>
/// Travels with one request, from the caller to the last hop and through every attempt: where it goes, what is secret about
/// it, and whether a byte of it may have left. Prints nothing, and has no property with a secret: logs take objects apart.
/// </summary>
/// <param name="options">The app's options.</param>
/// <param name="secrets">Query parameters that only the last hop adds.</param>
internal sealed class WeChatCall(WeChatMiniOptions options, params (string Name, string Value)[] secrets)
{
    public const string OptionsKey = "WeChatMini.Call";

    public static readonly HttpRequestOptionsKey<WeChatCall> Key = new(OptionsKey);

    private byte[]? _secretBody;
    private Uri? _openAddress;

    public string AppId => options.AppId;

    public Uri Address => UsesBackup ? Backup! : _openAddress ?? options.BaseAddress;

    public Uri? Backup => _openAddress is null ? options.EffectiveBackupAddress : null;

    public bool UsesBackup { get; private set; }

    /// <summary>True from the moment at which the request began to be written: from then on a one-time code may be spent.</summary>
    public bool MayHaveLeft { get; private set; }

    public static WeChatCall? Of(HttpRequestMessage? request) =>
        request is not null && request.Options.TryGetValue(Key, out var call) ? call : null;

    /// <summary>A call whose JSON body only the last hop adds.</summary>
    public static WeChatCall WithBody(WeChatMiniOptions options, byte[] body) => new(options) { _secretBody = body };

    /// <summary>A call without any secret, to an address that may be in the clear. There is no way to give such a call one.</summary>
    public static WeChatCall InTheClear(WeChatMiniOptions options, Uri address) => new(options) { _openAddress = address };

    public void UseBackup() => UsesBackup = true;

    public void Leaves() => MayHaveLeft = true;

    /// <summary>The address that goes over the wire, secrets included. Only the last hop asks for it.</summary>
    public Uri Reveal(Uri address)
    {
        var text = new DefaultInterpolatedStringHandler(0, 0, CultureInfo.InvariantCulture, stackalloc char[512]);
        text.AppendLiteral(Address.GetLeftPart(UriPartial.Authority));
        text.AppendLiteral(address.PathAndQuery);
        var separator = address.Query.Length > 0 ? "&" : "?";
        foreach (var (name, value) in secrets)
        {
            text.AppendLiteral(separator);
            text.AppendLiteral(name);
            text.AppendLiteral("=");
            text.AppendLiteral(Uri.EscapeDataString(value));
            separator = "&";
        }

        return new Uri(text.ToStringAndClear());
    }

    /// <summary>The body that goes over the wire: the secret one if there is one, else the message's own.</summary>
    public HttpContent? RevealBody(HttpContent? content) =>
        _secretBody is null ? content : new ByteArrayContent(_secretBody) { Headers = { ContentType = new("application/json") } };

    /// <summary>Whether a text repeats a secret of this call.</summary>
    public bool IsRepeatedIn(string text)
    {
        foreach (var (_, value) in secrets)
        {
            if (text.Contains(value, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    public override string ToString() => nameof(WeChatCall);
}
