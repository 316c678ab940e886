using WeChatMini.Sdk;
using WeChatMini.Sdk.Login;

namespace Snippets;

internal static class NoContainerExample
{
    public static async Task RunAsync(string code, string otherCode)
    {
        #region no-container
        await using var weChat = WeChatMiniClient.Create(new WeChatMiniOptions { AppId = "wx…", AppSecret = "…" });

        MiniLogin login = await weChat.LoginAsync(code);              // login.Token goes to the mini-program; session_key never does
        MiniIdentity who = await weChat.ExchangeCodeAsync(otherCode); // for apps with their own sessions: openid and unionid, nothing stored
        #endregion
        Console.WriteLine($"{login} {who}");
    }
}
