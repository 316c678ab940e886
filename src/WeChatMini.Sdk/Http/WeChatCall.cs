using System.Globalization;
using System.Runtime.CompilerServices;
using WeChatMini.Sdk.SecureApi;

namespace WeChatMini.Sdk.Http;

/// <summary>
/// Travels with one request, from the caller to the last hop and through every attempt: where it goes, what is secret about
/// it, how long it may take, and whether a byte of it may have left. Prints nothing, and has no property with a secret: logs
/// take objects apart.
/// </summary>
/// <param name="options">The app's options.</param>
/// <param name="query">Parameters that only the last hop adds to the address.</param>
internal sealed class WeChatCall(WeChatMiniOptions options, params (string Name, string Value)[] query)
{
    public const string OptionsKey = "WeChatMini.Call";

    public static readonly HttpRequestOptionsKey<WeChatCall> Key = new(OptionsKey);

    private byte[]? _secretBody;
    private Uri? _elsewhere;
    private SecureCall? _secure;

    public string AppId => options.AppId;

    public Uri Address => UsesBackup ? Backup! : _elsewhere ?? options.BaseAddress;

    public Uri? Backup => _elsewhere is null ? options.EffectiveBackupAddress : null;

    /// <summary>How long the call may take over all its attempts; by default that is left to the attempts and to the caller's token.</summary>
    public TimeSpan Limit { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>From before the first attempt: what WeChat counts begins no earlier.</summary>
    public DateTimeOffset SentAt { get; set; }

    public bool UsesBackup { get; private set; }

    /// <summary>True once the last hop has it: what takes time before that is our own queue.</summary>
    public bool IsOnItsWay { get; private set; }

    /// <summary>True from the moment at which the request began to be written: from then on a one-time code may be spent.</summary>
    public bool MayHaveLeft { get; private set; }

    public static WeChatCall? Of(HttpRequestMessage? request) =>
        request is not null && request.Options.TryGetValue(Key, out var call) ? call : null;

    /// <summary>A call whose JSON body only the last hop adds; null leaves the message its own.</summary>
    public static WeChatCall WithBody(WeChatMiniOptions options, byte[]? body, params (string Name, string Value)[] query) => new(options, query) { _secretBody = body };

    /// <summary>A protected call: query and body of the message go over the wire as part of what is encrypted.</summary>
    public static WeChatCall Protected(WeChatMiniOptions options, SecureCall secure, (string Name, string Value) token) => new(options, token) { _secure = secure };

    /// <summary>A call to another address than WeChat's, perhaps in the clear. There is no way to give such a call a secret of the app.</summary>
    public static WeChatCall Elsewhere(WeChatMiniOptions options, Uri address) => new(options) { _elsewhere = address };

    /// <summary>What seals the request and opens the answer; null for a call as it is.</summary>
    public SecureCall? Protection() => _secure;

    public void UseBackup() => UsesBackup = true;

    public void Begins() => IsOnItsWay = true;

    public void Leaves() => MayHaveLeft = true;

    /// <summary>The address that goes over the wire, secrets included. Only the last hop asks for it.</summary>
    public Uri Reveal(Uri address)
    {
        var path = PathOf(address.OriginalString);
        if (_secure is not null && path.IndexOf('?') is var mark and >= 0)
        {
            path = path[..mark];
        }

        var host = Address.AbsoluteUri;
        var text = new DefaultInterpolatedStringHandler(0, 0, CultureInfo.InvariantCulture, stackalloc char[512]);
        text.AppendFormatted(host.AsSpan(0, host.Length - Address.PathAndQuery.Length));
        text.AppendFormatted(path);
        var separator = path.Contains('?') ? "&" : "?";
        foreach (var (name, value) in query)
        {
            text.AppendLiteral(separator);
            text.AppendLiteral(name);
            text.AppendLiteral("=");
            text.AppendLiteral(Uri.EscapeDataString(value));
            separator = "&";
        }

        return new Uri(text.ToStringAndClear());
    }

    /// <summary>The JSON body that goes over the wire in the place of the message's own; null leaves the message its own.</summary>
    public byte[]? RevealBody() => _secretBody;

    /// <summary>Whether a text repeats a secret of this call, as it is or as it stood in the address.</summary>
    public bool IsRepeatedIn(string text)
    {
        foreach (var (_, value) in query)
        {
            if (text.Contains(value, StringComparison.OrdinalIgnoreCase) || text.Contains(Uri.EscapeDataString(value), StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    public override string ToString() => nameof(WeChatCall);

    /// <summary>Path and query of an absolute address, out of the string that it keeps: the property would make another one for each call.</summary>
    private static ReadOnlySpan<char> PathOf(string address)
    {
        var rest = address.AsSpan(address.IndexOf(Uri.SchemeDelimiter, StringComparison.Ordinal) + Uri.SchemeDelimiter.Length);
        var path = rest.IndexOfAny('/', '?', '#') is var start and >= 0 ? rest[start..] : "/";
        return path.IndexOf('#') is var end and >= 0 ? path[..end] : path;
    }
}
