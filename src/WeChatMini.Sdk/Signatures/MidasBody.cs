using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using WeChatMini.Sdk.SecureApi;

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
    private const int SignatureLength = 2 * HMACSHA256.HashSizeInBytes;

    private readonly byte[] _appId = Encoding.UTF8.GetBytes(appId);

    private readonly byte[] _now = Encoding.UTF8.GetBytes(now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));

    public byte[] Sign(string accessToken)
    {
        var signed = new SignedBody(body);
        var sent = new RentedBytes(body.Length + 256);
        var text = new RentedBytes(1024);
        Span<byte> sig = stackalloc byte[SignatureLength];
        Span<byte> mpSig = stackalloc byte[SignatureLength];
        try
        {
            Write(ref text, signed, [], []);
            MidasSignature.Compute(ref text, path, "secret="u8, appKey, sig);
            text.Clear();
            Write(ref text, signed, Encoding.UTF8.GetBytes(accessToken), sig);
            MidasSignature.Compute(ref text, path, "session_key="u8, sessionKey, mpSig);

            signed.Begin(ref sent);
            if (signed.Find("appid"u8) is null)
            {
                signed.Add("appid"u8, _appId, isText: true, ref sent);
            }

            if (signed.Find("ts"u8) is null)
            {
                signed.Add("ts"u8, _now, isText: false, ref sent);
            }

            signed.Add("sig"u8, sig, isText: true, ref sent);
            signed.Add("mp_sig"u8, mpSig, isText: true, ref sent);
            return SignedBody.End(ref sent);
        }
        finally
        {
            sent.Dispose();
            text.Dispose();
        }
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(sessionKey);

    /// <summary>In the order of their names. Optional ones are not signed; amt and bill_no are required where they are.</summary>
    private void Write(ref RentedBytes text, SignedBody signed, scoped ReadOnlySpan<byte> accessToken, scoped ReadOnlySpan<byte> sig)
    {
        Write(ref text, "access_token="u8, accessToken);
        Copy(ref text, signed, "amt"u8, []);
        Copy(ref text, signed, "appid"u8, _appId);
        Copy(ref text, signed, "bill_no"u8, []);
        Copy(ref text, signed, "offer_id"u8, []);
        Copy(ref text, signed, "openid"u8, []);
        Copy(ref text, signed, "pf"u8, []);
        Write(ref text, "sig="u8, sig);
        Copy(ref text, signed, "ts"u8, _now);
        Copy(ref text, signed, "zone_id"u8, []);
    }

    private static void Write(ref RentedBytes text, scoped ReadOnlySpan<byte> name, scoped ReadOnlySpan<byte> value)
    {
        if (value.Length > 0)
        {
            text.Append(text.Count > 0 ? "&"u8 : []);
            text.Append(name);
            text.Append(value);
        }
    }

    private static void Copy(ref RentedBytes text, SignedBody signed, scoped ReadOnlySpan<byte> name, scoped ReadOnlySpan<byte> missing)
    {
        var before = text.Count;
        text.Append(before > 0 ? "&"u8 : []);
        text.Append(name);
        text.Append("="u8);
        if (!signed.Copy(name, ref text))
        {
            if (missing.Length == 0)
            {
                text.Cut(before);
            }
            else
            {
                text.Append(missing);
            }
        }
    }
}
