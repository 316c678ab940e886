using WeChatMini.Sdk.Testing;

namespace WeChatMini.Functions.Tests.Support;

/// <summary>The sample's settings as environment variables.</summary>
internal static class Settings
{
    public static IReadOnlyDictionary<string, string> Of(FakeWeChat weChat, string redis) => new Dictionary<string, string>
    {
        ["WeChatMini__AppId"] = weChat.AppId,
        ["WeChatMini__AppSecret"] = weChat.AppSecret,
        ["WeChatMini__BaseAddress"] = weChat.BaseAddress.ToString(),
        ["Sessions__Store"] = "redis",
        ["Sessions__Connection"] = redis,
        ["WECHATMINI_AZURE_EVENTS"] = "purge",
    };
}
