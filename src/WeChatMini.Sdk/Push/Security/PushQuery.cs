using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace WeChatMini.Sdk.Push.Security;

/// <summary>
/// What WeChat adds to the address, each once, exactly as long and of the characters that it can be: signatures of 40 hexadecimal
/// digits and a time of 10 digits. The signature does not say where one part ends and the next begins, so the form has to (E6).
/// </summary>
/// <remarks>The parts point into the query as it came; a copy is made of what is escaped only.</remarks>
internal sealed class PushQuery
{
    private const int TimeDigits = 10;
    private const int MaxNonce = 64;
    private const int MaxEcho = 256;

    private static readonly SearchValues<char> Printable = SearchValues.Create([.. Enumerable.Range('!', '~' - '!' + 1).Select(code => (char)code)]);
    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdefABCDEF");
    private static readonly SearchValues<char> LettersAndDigits = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

    private ReadOnlyMemory<char>? _signature;
    private ReadOnlyMemory<char>? _timestamp;
    private ReadOnlyMemory<char>? _nonce;
    private ReadOnlyMemory<char>? _messageSignature;
    private ReadOnlyMemory<char>? _encryptType;
    private ReadOnlyMemory<char>? _openId;
    private ReadOnlyMemory<char>? _echo;

    private PushQuery()
    {
    }

    /// <summary>WeChat signs the body only when it is encrypted.</summary>
    public bool HasMessageSignature => _messageSignature is not null;

    public ReadOnlyMemory<char>? Echo => _echo;

    public ReadOnlyMemory<char> Nonce => _nonce!.Value;

    public DateTimeOffset Time { get; private set; }

    /// <summary>Whether there is nothing of it, as in CloudRun.</summary>
    public static bool IsUnsigned(string? query) => Parse(query) is { _signature: null, _messageSignature: null, _timestamp: null, _nonce: null, _echo: null };

    public static PushQuery? Read(string? query) => Parse(query) is { } found && found.IsWellFormed() ? found : null;

    /// <summary>Whether somebody who knows the Token made the query.</summary>
    public bool IsSignedWith(ReadOnlySpan<byte> token) => Verify(_signature!.Value.Span, token, default);

    /// <summary>Whether somebody who knows the Token made the query for this ciphertext.</summary>
    public bool IsSignedWith(ReadOnlySpan<byte> token, ReadOnlySpan<byte> encrypt) => _messageSignature is { } signature && Verify(signature.Span, token, encrypt);

    private static PushQuery? Parse(string? query)
    {
        var found = new PushQuery();
        var rest = query.AsMemory().TrimStart('?');
        while (!rest.IsEmpty)
        {
            var end = rest.Span.IndexOf('&');
            var pair = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            if (pair.IsEmpty)
            {
                continue;
            }

            var equals = pair.Span.IndexOf('=');
            var name = Unescape(equals < 0 ? pair : pair[..equals]);
            var value = equals < 0 ? ReadOnlyMemory<char>.Empty : Unescape(pair[(equals + 1)..]);
            if (!found.Take(name.Span, value))
            {
                return null;
            }
        }

        return found;
    }

    private static ReadOnlyMemory<char> Unescape(ReadOnlyMemory<char> text) => text.Span.Contains('%') ? Uri.UnescapeDataString(text.Span).AsMemory() : text;

    /// <summary>Parameters of the application's own are let through; one of WeChat's that comes twice is not.</summary>
    private bool Take(ReadOnlySpan<char> name, ReadOnlyMemory<char> value) => name switch
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

    private static bool Once(ref ReadOnlyMemory<char>? field, ReadOnlyMemory<char> value)
    {
        var isFirst = field is null;
        field = value;
        return isFirst;
    }

    private bool IsWellFormed()
    {
        if (_timestamp is not { Length: TimeDigits } timestamp || timestamp.Span.ContainsAnyExceptInRange('0', '9')
            || _nonce is not { Length: > 0 and <= MaxNonce } nonce || nonce.Span.ContainsAnyExcept(LettersAndDigits)
            || !IsSignature(_signature) || (HasMessageSignature && !IsSignature(_messageSignature))
            || _openId is { Length: > 128 } || (_echo is { } echo && (echo.Length is 0 or > MaxEcho || echo.Span.ContainsAnyExcept(Printable)))
            || (_encryptType is { } type && !(type.Span is "aes" && HasMessageSignature) && type.Span is not "raw"))
        {
            return false;
        }

        Time = DateTimeOffset.FromUnixTimeSeconds(long.Parse(timestamp.Span, NumberStyles.None, CultureInfo.InvariantCulture));
        return true;
    }

    private static bool IsSignature(ReadOnlyMemory<char>? text) => text is { Length: 2 * SHA1.HashSizeInBytes } digits && !digits.Span.ContainsAnyExcept(Hexadecimal);

    private bool Verify(ReadOnlySpan<char> signature, ReadOnlySpan<byte> token, ReadOnlySpan<byte> encrypt)
    {
        Span<byte> given = stackalloc byte[SHA1.HashSizeInBytes];
        Span<byte> timestamp = stackalloc byte[TimeDigits];
        Span<byte> nonce = stackalloc byte[MaxNonce];
        Convert.FromHexString(signature, given, out _, out _);
        Encoding.ASCII.GetBytes(_timestamp!.Value.Span, timestamp);
        nonce = nonce[..Encoding.ASCII.GetBytes(Nonce.Span, nonce)];
        return PushSignature.Verify(given, token, timestamp, nonce, encrypt);
    }
}
