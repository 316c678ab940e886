using WeChatMini.Sdk;
using WeChatMini.Sdk.Apis;

namespace WeChatMini.Docs.Tests.Snippets;

internal static class ApisReadme
{
    public static async Task SendAsync(WeChatMiniClient weChat, string openId)
    {
        #region send a subscribe message
        await weChat.Apis().Messages.SendSubscribeAsync(new()
        {
            ToUser = openId,
            TemplateId = "…",
            Page = "pages/order?id=42",
            Data = new Dictionary<string, string> { ["thing1"] = "Your order", ["date2"] = "2026-01-31" },
        });
        #endregion
    }
}
