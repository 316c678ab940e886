using System.Text;
using WeChatMini.Sdk.Testing;

namespace ServerApi;

/// <summary>WeChat's side of the call. FakeWeChat checks the token; the answer is for the test to say.</summary>
internal static class TextCheckApi
{
    public const string Refused = "from nobody";

    public static void AddTo(FakeWeChat weChat) => weChat.Apis.Add("/wxa/msg_sec_check", static request => FakeApiAnswer.Json(
        Encoding.UTF8.GetString(request.Body.Span).Contains(Refused, StringComparison.Ordinal)
            ? """{"errcode":40003,"errmsg":"invalid openid rid: 65f2a0b1-1f7ad3c1-2d8b9e6a"}"""
            : """{"errcode":0,"errmsg":"ok","result":{"suggest":"pass","label":100},"trace_id":"65f2a0b1-1f7ad3c1-2d8b9e6a"}"""));
}
