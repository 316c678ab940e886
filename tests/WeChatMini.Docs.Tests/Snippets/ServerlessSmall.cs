using WeChatMini.Sdk;
using WeChatMini.Sdk.Serverless;

namespace Snippets;

internal static class ServerlessSmall
{
    public static async Task<int> RunAsync()
    {
        #region function-without-aspnetcore
        return await ServerlessHost.RunAsync(() =>
        {
            var weChat = WeChatMiniClient.Create(new WeChatMiniOptions { AppId = "wx…", AppSecret = "…" });
            return new FunctionHandlers { OnRequest = weChat.Endpoint.HandleAsync };
        });
        #endregion
    }
}
