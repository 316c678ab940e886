using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WeChatMini.Sdk.Testing.Endpoints;

/// <summary>The server APIs around the session_key and the user, with their own checks; the access token was checked before.</summary>
/// <remarks>WeChat does not document the order of its checks. An unknown openid comes first, then <c>sig_method</c>, then the signature.</remarks>
internal sealed class UserApis(FakeApps apps, WeChatErrors errors)
{
    public Func<FakeApiRequest, FakeApiAnswer>? Find(string path) => path switch
    {
        "/wxa/checksession" => request => Signed(request, "GET", static _ => Ok([])),
        "/wxa/resetusersessionkey" => request => Signed(request, "GET", static user => Ok(new() { ["openid"] = user.OpenId, ["session_key"] = user.RotateSessionKey() })),
        "/wxa/business/getuserencryptkey" => request => Signed(request, null, EncryptKeys),
        "/wxa/getpaidunionid" => PaidUnionId,
        "/wxa/business/getuserphonenumber" => PhoneNumber,
        "/wxa/business/checkencryptedmsg" => EncryptedMessage,
        _ => null,
    };

    private static FakeApiAnswer Ok(JsonObject answer)
    {
        answer["errcode"] = 0;
        answer["errmsg"] = "ok";
        return FakeApiAnswer.Json(answer.ToJsonString(FakeSealedData.Plain));
    }

    private static string? Member(ReadOnlyMemory<byte> body, string name)
    {
        try
        {
            return JsonNode.Parse(body.Span) is JsonObject json && json[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private FakeApiAnswer Refuse(int code) => new("text/plain", errors.Reply(code).Body);

    private FakeApiAnswer Signed(FakeApiRequest request, string? method, Func<FakeUser, FakeApiAnswer> answer)
    {
        if (method is not null && request.Method != method)
        {
            return Refuse(43001);
        }

        if (request.App.Users.Find(request.Query("openid")) is not { } user)
        {
            return Refuse(40003);
        }

        if (request.Query("sig_method") != "hmac_sha256")
        {
            return Refuse(87008);
        }

        var expected = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(user.SessionKey), request.Body.Span));
        return request.Body.Length == 0 && request.Query("signature") == expected ? answer(user) : Refuse(87009);
    }

    private FakeApiAnswer EncryptKeys(FakeUser user) => Ok(new()
    {
        ["key_info_list"] = new JsonArray([.. user.EncryptKeys(apps.Clock.GetUtcNow()).Select(key => new JsonObject
        {
            ["encrypt_key"] = Convert.ToBase64String(key.Key.Span),
            ["iv"] = key.Iv,
            ["version"] = key.Version,
            ["expire_in"] = (long)(key.ExpiresAt - apps.Clock.GetUtcNow()).TotalSeconds,
            ["create_time"] = key.CreatedAt.ToUnixTimeSeconds(),
        })]),
    });

    private FakeApiAnswer PaidUnionId(FakeApiRequest request) =>
        request.App.Users.Find(request.Query("openid")) is not { } user ? Refuse(40003)
        : user.UnionId is not { } unionId ? Refuse(89002)
        : !user.HasPaid(request.Query("transaction_id"), request.Query("mch_id"), request.Query("out_trade_no"), apps.Clock.GetUtcNow()) ? Refuse(89300)
        : Ok(new() { ["unionid"] = unionId });

    private FakeApiAnswer PhoneNumber(FakeApiRequest request)
    {
        if (request.Method != "POST" || Member(request.Body, "code") is not { } code)
        {
            return Refuse(request.Method != "POST" ? 43002 : 47001);
        }

        var redemption = apps.PhoneCodes.Redeem(request.App.AppId, code);
        if (redemption.User is not { } user || (Member(request.Body, "openid") is { } openId && openId != user.OpenId))
        {
            return Refuse(40029);
        }

        var watermark = new JsonObject { ["timestamp"] = apps.Clock.GetUtcNow().ToUnixTimeSeconds(), ["appid"] = request.App.AppId };
        return Ok(new() { ["phone_info"] = new JsonObject { ["phoneNumber"] = user.PhoneNumber, ["purePhoneNumber"] = user.PhoneNumber, ["countryCode"] = "86", ["watermark"] = watermark } });
    }

    private FakeApiAnswer EncryptedMessage(FakeApiRequest request) =>
        request.Method != "POST" ? Refuse(43002)
        : request.App.SealedMessages.Find(Member(request.Body, "encrypted_msg_hash") ?? "") is { } at ? Ok(new() { ["vaild"] = true, ["create_time"] = at.ToUnixTimeSeconds() })
        : Refuse(1);
}
