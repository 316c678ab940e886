using System.Security.Cryptography;
using System.Text;
using WeChatMini.Sdk.Testing.Endpoints;

namespace WeChatMini.Sdk.Testing.Catalogue;

/// <summary>Every endpoint of the catalogue that has no life of its own here: the request is checked, and the answer is a sample.</summary>
internal sealed class CatalogueApis(FakeApis apis, WeChatErrors errors)
{
    /// <summary>Answers a call whose token, where one is needed, was checked before.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="request">What came.</param>
    public FakeApiAnswer Answer(WireEndpoint endpoint, FakeApiRequest request)
    {
        if (request.Method != endpoint.Method)
        {
            return Refuse(endpoint.Method == "GET" ? 43001 : 43002);
        }

        if (RequestCheck.Check(endpoint, request.Query, request.Body) is var (code, reason))
        {
            return Refuse(code, reason);
        }

        if (endpoint.Signatures.Contains("pay_sig") && !IsPaid(endpoint.Path, request))
        {
            return Refuse(endpoint.Path.StartsWith("/wxa/game/", StringComparison.Ordinal) ? 90011 : endpoint.Path.StartsWith("/retail/", StringComparison.Ordinal) ? 9403200 : 268490003, "pay_sig is wrong");
        }

        if (endpoint.Signatures.Contains("signature") && !IsSigned(request))
        {
            return Refuse(87009);
        }

        if (BodySignatures.Check(endpoint, request, apis) is var (wrong, why))
        {
            return Refuse(wrong, why);
        }

        return endpoint.IsFile
            ? new FakeApiAnswer("image/png", SampleAnswer.Picture)
            : FakeApiAnswer.Json(SampleAnswer.Json(endpoint));
    }

    private FakeApiAnswer Refuse(int code, string? reason = null) => new("text/plain", errors.Reply(code, reason).Body);

    private static string Sign(string key, ReadOnlySpan<byte> data) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), data));

    private static bool IsSigned(FakeApiRequest request)
    {
        var openId = request.Query("openid") is { Length: > 0 } inQuery ? inQuery : JsonMember.Find(request.Body, "openid");
        return openId is not null && request.App.Users.Find(openId) is { } user && request.Query("signature") == Sign(user.SessionKey, request.Body.Span);
    }

    private bool IsPaid(string path, FakeApiRequest request)
    {
        var signature = request.Query("pay_sig");
        return apis.PayKey is { } key ? signature == Sign(key, [.. Encoding.UTF8.GetBytes(path + "&"), .. request.Body.Span]) : BodySignatures.IsHex(signature, 2 * HMACSHA256.HashSizeInBytes);
    }
}
