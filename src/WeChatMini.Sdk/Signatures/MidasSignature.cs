using System.Security.Cryptography;
using System.Text;
using WeChatMini.Sdk.SecureApi;

namespace WeChatMini.Sdk.Signatures;

/// <summary>
/// The <c>sig</c> and <c>mp_sig</c> in the body of the first version of mini-game payment (<c>/cgi-bin/midas/</c>). The second version
/// (<c>/wxa/game/</c>) needs neither: its calls are signed by themselves.
/// </summary>
public static class MidasSignature
{
    /// <summary>Computes <c>sig</c> over the parameters that are signed: openid, appid, offer_id, ts, zone_id, pf, and amt and bill_no where there are any.</summary>
    /// <param name="secret">The payment's secret, of the environment that the path names.</param>
    /// <param name="path">The path, such as <c>/cgi-bin/midas/getbalance</c>; the sandbox's has <c>/sandbox</c> in it.</param>
    /// <param name="parameters">The parameters, in any order. What is optional is not signed: leave it out.</param>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public static string Compute(string secret, string path, IEnumerable<KeyValuePair<string, string>> parameters) => Compute("secret="u8, secret, path, parameters);

    /// <summary>Computes <c>mp_sig</c> over the same parameters with <c>access_token</c> and <c>sig</c>.</summary>
    /// <param name="sessionKey">The user's session_key, as text.</param>
    /// <param name="path">The path.</param>
    /// <param name="parameters">The parameters, in any order.</param>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public static string ComputeForSession(string sessionKey, string path, IEnumerable<KeyValuePair<string, string>> parameters) => Compute("session_key="u8, sessionKey, path, parameters);

    /// <summary>Signs parameters that stand in order already.</summary>
    /// <param name="text">The parameters; what is signed with them is added.</param>
    /// <param name="path">The path.</param>
    /// <param name="keyName">The name of the key, with an equals sign.</param>
    /// <param name="key">The key, which signs, and stands at the end of what it signs.</param>
    /// <param name="signature">Takes the 64 digits.</param>
    internal static void Compute(ref RentedBytes text, string path, scoped ReadOnlySpan<byte> keyName, scoped ReadOnlySpan<byte> key, scoped Span<byte> signature)
    {
        text.Append("&org_loc="u8);
        text.Advance(Encoding.UTF8.GetBytes(path, text.Room(Encoding.UTF8.GetMaxByteCount(path.Length))));
        text.Append("&method=POST&"u8);
        text.Append(keyName);
        text.Append(key);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, text.Span, hash);
        Convert.TryToHexStringLower(hash, signature, out _);
    }

    private static string Compute(ReadOnlySpan<byte> keyName, string key, string path, IEnumerable<KeyValuePair<string, string>> parameters)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(parameters);
        var text = new RentedBytes(1024);
        try
        {
            text.Append(Encoding.UTF8.GetBytes(string.Join('&', parameters.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => pair.Key + "=" + pair.Value))));
            Span<byte> signature = stackalloc byte[2 * HMACSHA256.HashSizeInBytes];
            Compute(ref text, path, keyName, Encoding.UTF8.GetBytes(key), signature);
            return Encoding.UTF8.GetString(signature);
        }
        finally
        {
            text.Dispose();
        }
    }
}
