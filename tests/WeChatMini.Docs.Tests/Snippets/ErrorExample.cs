using WeChatMini.Sdk;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Login;

namespace Snippets;

internal static class ErrorExample
{
    public static async Task<string?> LoginAsync(WeChatMiniClient weChat, string code)
    {
        #region errors
        try
        {
            MiniLogin login = await weChat.LoginAsync(code);
            return login.Token;
        }
        catch (WeChatException failure) when (failure.Kind == WeChatErrorKind.LoginAgain)
        {
            return null; // the mini-program calls wx.login and sends the new code
        }
        catch (WeChatException failure)
        {
            // failure.ErrorCode and failure.RequestId are WeChat's errcode and rid, where it gave them
            Console.Error.WriteLine($"{failure.Kind}: {failure.Message}");
            throw;
        }
        #endregion
    }
}
