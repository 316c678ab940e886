using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace WeChatMini.Sdk.Testing.Endpoints;

/// <summary>Writes WeChat's error answers: errcode, and an errmsg that ends in a request id.</summary>
internal sealed class WeChatErrors(TimeProvider clock)
{
    /// <summary>Nothing is escaped that WeChat would not escape: Base64 keeps its plus signs.</summary>
    internal static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Dictionary<int, string> Messages = new()
    {
        [-1] = "system error",
        [40001] = "invalid credential, access_token is invalid or not latest",
        [1] = "msg not found",
        [40003] = "invalid openid",
        [40002] = "invalid grant_type",
        [40013] = "invalid appid",
        [40014] = "invalid access_token",
        [40029] = "invalid code",
        [40097] = "invalid args",
        [40125] = "invalid appsecret",
        [40163] = "code been used",
        [40226] = "code blocked",
        [40231] = "missing Wechatmp_TimeStamp",
        [40232] = "missing Wechatmp_Signature",
        [40233] = "missing Wechatmp_Appid",
        [40234] = "invalid signature",
        [40235] = "invalid encryption",
        [40236] = "invalid Wechatmp_Appid",
        [40240] = "timestamp expired",
        [40243] = "appsecret frozen",
        [41001] = "access_token missing",
        [41002] = "appid missing",
        [41004] = "appsecret missing",
        [41008] = "code missing",
        [42001] = "access_token expired",
        [43001] = "require GET method",
        [43002] = "require POST method",
        [44002] = "empty post data",
        [45009] = "reach max api daily quota limit",
        [45011] = "api minute-quota reach limit, must slower, retry next minute",
        [47001] = "data format error",
        [87008] = "invalid sig_method",
        [87009] = "invalid signature",
        [89002] = "open not exists",
        [89300] = "invalid trade",
    };

    public FakeReply Reply(int errorCode, string? message = null, bool codeAsString = false)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            if (codeAsString)
            {
                json.WriteString("errcode", errorCode.ToString(CultureInfo.InvariantCulture));
            }
            else
            {
                json.WriteNumber("errcode", errorCode);
            }

            json.WriteString("errmsg", WithRequestId(message ?? Messages.GetValueOrDefault(errorCode, "error")));
            json.WriteEndObject();
        }

        return FakeReply.Json(buffer.ToArray());
    }

    private string WithRequestId(string message) => message.Contains("rid: ", StringComparison.Ordinal)
        ? message
        : string.Create(CultureInfo.InvariantCulture, $"{message}, rid: {(uint)clock.GetUtcNow().ToUnixTimeSeconds():x8}-{Hex8()}-{Hex8()}");

    private static string Hex8() => RandomNumberGenerator.GetHexString(8, lowercase: true);
}
