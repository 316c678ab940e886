using System.Text;

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
    public static string Compute(string secret, string path, IEnumerable<KeyValuePair<string, string>> parameters) => Compute("secret", Bytes(secret), path, parameters);

    /// <summary>Computes <c>mp_sig</c> over the same parameters with <c>access_token</c> and <c>sig</c>.</summary>
    /// <param name="sessionKey">The user's session_key, as text.</param>
    /// <param name="path">The path.</param>
    /// <param name="parameters">The parameters, in any order.</param>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public static string ComputeForSession(string sessionKey, string path, IEnumerable<KeyValuePair<string, string>> parameters) => Compute("session_key", Bytes(sessionKey), path, parameters);

    internal static string Compute(string keyName, ReadOnlySpan<byte> key, string path, IEnumerable<KeyValuePair<string, string>> parameters)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(parameters);
        var sorted = parameters.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => pair.Key + "=" + pair.Value);

        // The key signs, and stands at the end of what it signs.
        var text = Encoding.UTF8.GetBytes(string.Join('&', sorted) + $"&org_loc={path}&method=POST&{keyName}=");
        return HexSignature.Compute(key, [.. text, .. key]);
    }

    private static byte[] Bytes(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return Encoding.UTF8.GetBytes(key);
    }
}
