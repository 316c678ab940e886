using System.Security.Cryptography;
using System.Text;

namespace WeChatMini.Sdk.Testing.Catalogue;

/// <summary>Checks the signatures that stand in the body: of instant delivery, and of the first mini-game payment.</summary>
internal static class BodySignatures
{
    private static readonly string[] Signed = ["amt", "appid", "bill_no", "offer_id", "openid", "pf", "ts", "zone_id"];

    /// <summary>The errcode and the reason; null when all is well, or nothing is signed.</summary>
    public static (int Code, string Reason)? Check(WireEndpoint endpoint, FakeApiRequest request, FakeApis apis) =>
        endpoint.Signatures.Contains("delivery_sign") && !IsDelivered(request, apis.DeliverySecret) ? (40097, "invalid args: delivery_sign is wrong")
            : endpoint.Signatures.Contains("sig") ? Midas(endpoint.Path, request, apis.PayKey)
            : null;

    /// <summary>Whether a text looks like a signature: so many lower-case hexadecimal digits.</summary>
    public static bool IsHex(string text, int length) => text.Length == length && text.All(char.IsAsciiHexDigitLower);

    private static bool IsDelivered(FakeApiRequest request, string? secret)
    {
        var sign = JsonMember.Find(request.Body, "delivery_sign") ?? "";
#pragma warning disable CA5350 // The delivery companies' rule.
        return secret is null
            ? IsHex(sign, 2 * SHA1.HashSizeInBytes)
            : sign == Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(JsonMember.Find(request.Body, "shopid") + JsonMember.Find(request.Body, "shop_order_id") + secret)));
#pragma warning restore CA5350
    }

    private static (int Code, string Reason)? Midas(string path, FakeApiRequest request, string? payKey)
    {
        var parameters = Signed.Select(name => (Name: name, Value: JsonMember.Find(request.Body, name))).Where(pair => pair.Value is not null).ToList();
        var sig = JsonMember.Find(request.Body, "sig") ?? "";
        if (payKey is null ? !IsHex(sig, 2 * HMACSHA256.HashSizeInBytes) : sig != Sign("secret", payKey))
        {
            return (90011, "sig is wrong");
        }

        parameters.AddRange([("access_token", request.Query("access_token")), ("sig", sig)]);
        return request.App.Users.Find(JsonMember.Find(request.Body, "openid") ?? "") is { } user && JsonMember.Find(request.Body, "mp_sig") == Sign("session_key", user.SessionKey)
            ? null
            : (90009, "mp_sig is wrong");

        string Sign(string name, string key)
        {
            var text = string.Join('&', parameters.OrderBy(pair => pair.Name, StringComparer.Ordinal).Select(pair => $"{pair.Name}={pair.Value}")) + $"&org_loc={path}&method=POST&{name}={key}";
            return Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(text)));
        }
    }
}
