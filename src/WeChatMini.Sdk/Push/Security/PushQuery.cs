using System.Buffers;
using System.Text;

namespace WeChatMini.Sdk.Push.Security;

/// <summary>
/// What WeChat adds to the address, each once, exactly as long and of the characters that it can be: signatures of 40 hexadecimal
/// digits and a time of 10 digits. The signature does not say where one part ends and the next begins, so the form has to (E6).
/// </summary>
internal sealed class PushQuery
{
    private const int MaxNonce = 64;
    private const int MaxEcho = 256;

    private static readonly SearchValues<char> Printable = SearchValues.Create([.. Enumerable.Range('!', '~' - '!' + 1).Select(code => (char)code)]);

    private string? _signature;
    private string? _timestamp;
    private string? _nonce;
    private string? _messageSignature;
    private string? _encryptType;
    private string? _openId;
    private string? _echo;

    private PushQuery()
    {
    }

    public byte[] Signature { get; private set; } = [];

    public byte[] Timestamp { get; private set; } = [];

    public byte[] Nonce { get; private set; } = [];

    /// <summary>Null where there is none: WeChat signs the body only when it is encrypted.</summary>
    public byte[]? MessageSignature { get; private set; }

    public string? Echo => _echo;

    public string NonceText => _nonce!;

    public DateTimeOffset Time { get; private set; }

    /// <summary>Whether there is nothing of it, as in CloudRun.</summary>
    public static bool IsUnsigned(string? query) => Parse(query) is { _signature: null, _messageSignature: null, _timestamp: null, _nonce: null, _echo: null };

    public static PushQuery? Read(string? query) => Parse(query) is { } found && found.IsWellFormed() ? found : null;

    private static PushQuery? Parse(string? query)
    {
        var found = new PushQuery();
        foreach (var pair in (query ?? "").TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var name = Unescape(equals < 0 ? pair : pair[..equals]);
            var value = equals < 0 ? "" : Unescape(pair[(equals + 1)..]);
            if (!found.Take(name, value))
            {
                return null;
            }
        }

        return found;
    }

    private static string Unescape(string text) => text.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(text) : text;

    /// <summary>Parameters of the application's own are let through; one of WeChat's that comes twice is not.</summary>
    private bool Take(string name, string value) => name switch
    {
        "signature" => Once(ref _signature, value),
        "timestamp" => Once(ref _timestamp, value),
        "nonce" => Once(ref _nonce, value),
        "msg_signature" => Once(ref _messageSignature, value),
        "encrypt_type" => Once(ref _encryptType, value),
        "openid" => Once(ref _openId, value),
        "echostr" => Once(ref _echo, value),
        _ => true,
    };

    private static bool Once(ref string? field, string value)
    {
        var isFirst = field is null;
        field = value;
        return isFirst;
    }

    private bool IsWellFormed()
    {
        if (_signature is not { Length: 40 } || _timestamp is not { Length: 10 } || _nonce is not { Length: > 0 and <= MaxNonce }
            || !_timestamp.All(char.IsAsciiDigit) || !_nonce.All(char.IsAsciiLetterOrDigit) || !_signature.All(char.IsAsciiHexDigit)
            || _messageSignature is not (null or { Length: 40 }) || (_messageSignature is not null && !_messageSignature.All(char.IsAsciiHexDigit))
            || _encryptType is not (null or "aes" or "raw") || _openId is not (null or { Length: <= 128 })
            || _echo is not (null or { Length: > 0 and <= MaxEcho }) || (_echo is not null && _echo.AsSpan().ContainsAnyExcept(Printable))
            || (_encryptType == "aes" && _messageSignature is null))
        {
            return false;
        }

        Signature = Convert.FromHexString(_signature);
        MessageSignature = _messageSignature is null ? null : Convert.FromHexString(_messageSignature);
        Timestamp = Encoding.ASCII.GetBytes(_timestamp);
        Nonce = Encoding.ASCII.GetBytes(_nonce);
        Time = DateTimeOffset.FromUnixTimeSeconds(long.Parse(_timestamp, System.Globalization.CultureInfo.InvariantCulture));
        return true;
    }
}
