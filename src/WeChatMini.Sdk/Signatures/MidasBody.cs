using System.Globalization;
using System.Security.Cryptography;

namespace WeChatMini.Sdk.Signatures;

/// <summary>A body with <c>sig</c> and <c>mp_sig</c>. The second one is over the access token, too, so another token means another body.</summary>
/// <param name="body">The body.</param>
/// <param name="path">The path, which is signed.</param>
/// <param name="appKey">The AppKey of the environment that the path names.</param>
/// <param name="sessionKey">The text of the user's session_key, which is emptied at the end.</param>
/// <param name="appId">What is sent where the body names no <c>appid</c>.</param>
/// <param name="now">What is sent where the body names no <c>ts</c>.</param>
internal sealed class MidasBody(byte[] body, string path, byte[] appKey, byte[] sessionKey, string appId, DateTimeOffset now) : IBodySignature
{
    /// <summary>Optional parameters are not signed; the last two are required where they are.</summary>
    private static readonly string[] Names = ["openid", "appid", "offer_id", "ts", "zone_id", "pf", "amt", "bill_no"];

    public byte[] Sign(string accessToken)
    {
        var signed = new SignedBody(body);
        if (signed.Find("appid") is null)
        {
            signed.Add("appid", appId);
        }

        if (signed.Find("ts") is null)
        {
            signed.AddNumber("ts", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        }

        var parameters = Names.Where(name => signed.Find(name) is not null).Select(name => KeyValuePair.Create(name, signed.Find(name)!)).ToList();
        var sig = MidasSignature.Compute("secret", appKey, path, parameters);
        var mpSig = MidasSignature.Compute("session_key", sessionKey, path, [.. parameters, new("access_token", accessToken), new("sig", sig)]);
        return signed.Add("sig", sig).Add("mp_sig", mpSig).ToBytes();
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(sessionKey);
}
