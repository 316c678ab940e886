using System.Globalization;
using System.Net.Http.Headers;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Http;

namespace WeChatMini.Sdk.SecureApi;

/// <summary>The headers that say who signed an answer, for whom and when. None of them is repeated in an error: a server may put anything into them.</summary>
internal readonly struct SecureStamp
{
    private readonly string _appId;
    private readonly string _time;
    private readonly (string Serial, string Signature) _current;
    private readonly (string Serial, string Signature) _deprecated;

    public SecureStamp(HttpResponseHeaders headers)
    {
        _appId = Value(headers, "Wechatmp-Appid");
        _time = Value(headers, "Wechatmp-TimeStamp");
        _current = (Value(headers, "Wechatmp-Serial"), Value(headers, "Wechatmp-Signature"));

        // While WeChat changes its certificate it signs with both, and names the one on its way out like this.
        _deprecated = (Value(headers, "Wechatmp-Serial-Deprecated"), Value(headers, "Wechatmp-Signature-Deprecated"));
    }

    /// <summary>Whether the answer is signed, rightly or not.</summary>
    public bool IsThere => _current.Signature.Length > 0 || _deprecated.Signature.Length > 0;

    public static UnusableAnswerException Unsigned() => new(
        "was neither signed nor an error, and is not used; see that API security is turned on for this API in the console, or put the path into SecureApi:ExcludedPaths",
        WeChatErrorKind.Misconfigured);

    public static UnusableAnswerException Unopened() => new("was signed but is not sealed for this app, call and time, and is not used; compare SecureApi:SymmetricKey with the console");

    /// <summary>Checks everything but the signature itself, which needs the body.</summary>
    /// <param name="keys">The keys of the call.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="UnusableAnswerException">The answer is for another app, of another time, or signed by nobody who is known.</exception>
    public SignedAnswer Judge(SecureKeys keys, DateTimeOffset now)
    {
        if (_appId != keys.AppId)
        {
            throw new UnusableAnswerException("is signed for another app and is not used");
        }

        if (!long.TryParse(_time, NumberStyles.None, CultureInfo.InvariantCulture, out var timestamp) || timestamp > 253402300799 || (_time.Length > 1 && _time[0] == '0'))
        {
            throw new UnusableAnswerException("has no time that can be read and is not used");
        }

        if ((DateTimeOffset.FromUnixTimeSeconds(timestamp) - now).Duration() > keys.MaxAge)
        {
            throw new UnusableAnswerException("is too old or from the future and is not used; see that the clock of this machine is right");
        }

        return keys.Verifier(_current.Serial) is { } current ? new(current, _current.Signature, timestamp, false)
            : keys.Verifier(_deprecated.Serial) is { } deprecated ? new(deprecated, _deprecated.Signature, timestamp, true)
            : throw new UnusableAnswerException(
                "is signed with a certificate that is not configured and is not used; copy WeChat's current certificate and its serial number from the console into SecureApi:Certificate",
                WeChatErrorKind.Misconfigured);
    }

    private static string Value(HttpResponseHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) && values.Count == 1 ? values.ToString() : "";
}
