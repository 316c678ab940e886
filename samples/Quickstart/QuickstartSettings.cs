using Microsoft.Extensions.Configuration.Memory;
using WeChatMini.Sdk.Testing;

namespace Quickstart;

/// <summary>What a real backend has in its environment: the mini-program's settings, an address, a log.</summary>
internal static class QuickstartSettings
{
    public static void UseQuickstartSettings(this WebApplicationBuilder builder, FakeWeChat weChat, QuickstartArguments arguments)
    {
        // Before all other sources, so that the environment wins: WeChatMini__AppSecret=wrong shows what a failure looks like.
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData = new Dictionary<string, string?>
            {
                ["WeChatMini:AppId"] = weChat.AppId,
                ["WeChatMini:AppSecret"] = weChat.AppSecret,
                ["WeChatMini:BaseAddress"] = weChat.BaseAddress.ToString(),
            },
        });
        builder.WebHost.UseUrls($"http://127.0.0.1:{arguments.Port}");

        BackendLog.Replace(builder.Logging);
    }
}
