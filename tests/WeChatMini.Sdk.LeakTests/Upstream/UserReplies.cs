using System.Text.Json;
using WeChatMini.Sdk.LeakTests.Hosts;

namespace WeChatMini.Sdk.LeakTests.Upstream;

/// <summary>What WeChat answers to the library's own calls around the session_key and the user, when all is well.</summary>
internal static class UserReplies
{
    /// <summary>Whether a path is one of those, so that what stands in its answer is for the library alone.</summary>
    public static bool AreOf(string path) =>
        path is "/wxa/checksession" or "/wxa/resetusersessionkey" or "/wxa/getpaidunionid" || path.StartsWith("/wxa/business/", StringComparison.Ordinal);

    public static string? Of(string path, Scene scene) => path switch
    {
        "/wxa/resetusersessionkey" => Json(new { errcode = 0, openid = scene.Secrets.OpenId, session_key = scene.Secrets.ResetSessionKey }),
        "/wxa/getpaidunionid" => Json(new { errcode = 0, unionid = scene.Secrets.UnionId }),
        "/wxa/business/getuserphonenumber" => Json(new
        {
            errcode = 0,
            phone_info = new { phoneNumber = scene.Secrets.NumberOfCode, purePhoneNumber = scene.Secrets.NationalNumberOfCode, countryCode = 86 },
        }),
        "/wxa/business/checkencryptedmsg" => Json(new { errcode = 0, vaild = true, create_time = scene.Clock.GetUtcNow().ToUnixTimeSeconds() }),
        "/wxa/business/getuserencryptkey" => Json(new
        {
            errcode = 0,
            key_info_list = new[] { new { encrypt_key = scene.Secrets.UserKey, iv = scene.Secrets.UserIv, version = 1, expire_in = 3600, create_time = scene.Clock.GetUtcNow().ToUnixTimeSeconds() } },
        }),
        _ => null,
    };

    private static string Json<T>(T answer) => JsonSerializer.Serialize(answer);
}
