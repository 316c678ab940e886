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

    public string AppId => options.AppId;

    /// <summary>Where the request goes instead of the app's own address, such as CloudRun's plain HTTP; null for the app's own.</summary>
    public Uri? OtherAddress { get; init; }

    public Uri Address => UsesBackup ? Backup! : OtherAddress ?? options.BaseAddress;

    public Uri? Backup => OtherAddress is null ? options.EffectiveBackupAddress : null;

    public bool UsesBackup { get; private set; }

    /// <summary>True from the moment at which the request began to be written: from then on a one-time code may be spent.</summary>
    public bool MayHaveLeft { get; private set; }

    public static WeChatCall? Of(HttpRequestMessage? request) =>
        request is not null && request.Options.TryGetValue(Key, out var call) ? call : null;

    /// <summary>A call whose JSON body only the last hop adds.</summary>
    public static WeChatCall WithBody(WeChatMiniOptions options, byte[] body) => new(options) { _secretBody = body };

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

    /// <summary>Whether a text repeats a secret of this call, as it is or as it stood in the address.</summary>
    public bool IsRepeatedIn(string text)
    {
        foreach (var (_, value) in secrets)
        {
            if (text.Contains(value, StringComparison.OrdinalIgnoreCase) || text.Contains(Uri.EscapeDataString(value), StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    public override string ToString() => nameof(WeChatCall);
}
